import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Judged } from './judge-seed.ts';

/**
 * Judges the seeds from `first` on all cores, until all are done or `onJudged` says that it is enough; rejects when a
 * seed could not be played at all.
 */
export async function judgeSeeds(
  first: number,
  count: number,
  breakName: string | null,
  onJudged: (judged: Judged) => 'go on' | 'enough',
): Promise<void> {
  let next = first;
  let isEnough = false;
  const play = (worker: Worker) =>
    new Promise<void>((resolve, reject) => {
      const give = () => {
        if (isEnough || next >= first + count) return resolve();
        worker.postMessage(next++);
      };
      worker.on('message', (judged: Judged) => {
        if (!isEnough) isEnough = onJudged(judged) === 'enough';
        give();
      });
      worker.on('error', reject);
      give();
    });
  const workers = Array.from(
    { length: Math.min(availableParallelism(), count) },
    () => new Worker(new URL('./seed-thread.ts', import.meta.url), { workerData: breakName }),
  );
  try {
    await Promise.all(workers.map(play));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
