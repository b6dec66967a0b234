import { parentPort, workerData } from 'node:worker_threads';
import { NO_NETWORKS } from '../../../lambda/facts/networks/address-network.ts';
import { type ScanJob, scanOne } from './scan-job.ts';

/** A thread that answers each list of files it is sent with what they came to, without networks. */
const job: ScanJob = workerData;

parentPort?.on('message', async (files: readonly string[]) => {
  for (const file of files) parentPort?.postMessage(await scanOne(file, job, NO_NETWORKS));
  parentPort?.postMessage('more');
});
