import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Fewer files than this are done before a thread would have started. */
const FILES_WORTH_THREADS = 8;
/** What a thread makes anew with each file is garbage at once. */
const YOUNG_MEGABYTES = 8;
/** Files given to a thread at a time: few enough that all threads end together. */
const FILES_AT_A_TIME = 16;

/** Work on one file that can be done on any core. */
export interface FileWork<Result> {
  /** Module of the thread: it answers a list of files with a `Result` for each, and then with `more`. */
  readonly thread: URL;
  /** Plain data for the thread. */
  readonly job: unknown;
  /** At most; null: as many as there are cores. */
  readonly threads?: number | null;
  /** The same in the thread that asks. */
  readonly here: (file: string) => Promise<Result>;
}

/**
 * Works through files on all cores and tells of each as it is done, in any order.
 *
 * @throws Error when a thread dies, which no file can cause
 */
export async function workThroughFiles<Result extends object>(
  files: readonly string[],
  work: FileWork<Result>,
  tell: (result: Result) => void,
): Promise<void> {
  const most = work.threads ?? availableParallelism();
  const cores = Math.min(most, Math.floor(files.length / FILES_WORTH_THREADS));
  const queue = [...files].reverse();
  const next = (count: number): readonly string[] => queue.splice(-count).reverse();
  // A thread takes 40 MB before it does anything: this one works too.
  const others = Array.from({ length: Math.max(0, cores - 1) }, () =>
    runThread(work, () => next(FILES_AT_A_TIME), tell),
  );
  await Promise.all([runHere(work, () => next(1), tell), ...others]);
}

async function runHere<Result extends object>(
  { here }: FileWork<Result>,
  next: () => readonly string[],
  tell: (result: Result) => void,
): Promise<void> {
  for (let [file] = next(); file !== undefined; [file] = next()) {
    tell(await here(file));
    // The other threads have something to tell, and ask for more.
    await setImmediate();
  }
}

async function runThread<Result extends object>(
  { thread, job }: FileWork<Result>,
  next: () => readonly string[],
  tell: (result: Result) => void,
): Promise<void> {
  const worker = new Worker(thread, {
    workerData: job,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  try {
    const failed = once(worker, 'error').then(([cause]) => Promise.reject(cause));
    failed.catch(() => undefined);
    const done = new Promise<void>((resolve) => {
      const giveMore = (): void => {
        const files = next();
        if (files.length === 0) resolve();
        else worker.postMessage(files);
      };
      worker.on('message', (message: Result | 'more') => {
        if (message === 'more') giveMore();
        else tell(message);
      });
      giveMore();
    });
    await Promise.race([done, failed]);
  } finally {
    await worker.terminate();
  }
}
