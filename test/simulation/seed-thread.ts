import { parentPort, workerData } from 'node:worker_threads';
import { BREAKS } from './breaks.ts';
import { judgeSeed } from './judge-seed.ts';

/** A thread that judges the seeds it is told, one after the other. */
const mutation = BREAKS.find(({ name }) => name === workerData) ?? null;
parentPort?.on('message', (seed: number) => {
  void judgeSeed(seed, mutation).then((judged) => parentPort?.postMessage(judged));
});
