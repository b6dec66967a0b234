import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { NetworkLookup } from '../../../lambda/facts/networks/address-network.ts';
import { type ScanJob, type ScannedFile, scanOne } from './scan-job.ts';

/** Fewer files than this are looked through before a thread would have started. */
const FILES_WORTH_THREADS = 8;
/** What a thread makes anew with each file is garbage at once. */
const YOUNG_MEGABYTES = 8;
/** Files given to a thread at a time: few enough that all threads end together. */
const FILES_AT_A_TIME = 16;

/**
 * Looks through files on all cores and tells of each as it is done, in any order.
 *
 * @throws Error when a thread dies, which no file can cause
 */
export async function scanFiles(
  files: readonly string[],
  job: ScanJob,
  networks: NetworkLookup,
  tell: (scanned: ScannedFile) => void,
): Promise<void> {
  const cores = Math.min(availableParallelism(), Math.floor(files.length / FILES_WORTH_THREADS));
  const queue = [...files].reverse();
  const next = (count: number): readonly string[] => queue.splice(-count).reverse();
  // A thread takes 40 MB before it does anything: this one works too.
  const others = Array.from({ length: Math.max(0, cores - 1) }, () =>
    runThread(
      job,
      () => next(FILES_AT_A_TIME),
      (scanned) => tell(withNetworks(scanned, networks)),
    ),
  );
  await Promise.all([runHere(job, () => next(1), networks, tell), ...others]);
}

async function runHere(
  job: ScanJob,
  next: () => readonly string[],
  networks: NetworkLookup,
  tell: (scanned: ScannedFile) => void,
): Promise<void> {
  for (let [file] = next(); file !== undefined; [file] = next()) {
    tell(await scanOne(file, job, networks));
    // The other threads have something to tell, and ask for more.
    await setImmediate();
  }
}

async function runThread(
  job: ScanJob,
  next: () => readonly string[],
  tell: (scanned: ScannedFile) => void,
): Promise<void> {
  const worker = new Worker(new URL('./scan-thread.ts', import.meta.url), {
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
      worker.on('message', (message: ScannedFile | 'more') => {
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

/** The table of networks takes more memory than all else: the threads do without. */
function withNetworks(scanned: ScannedFile, networks: NetworkLookup): ScannedFile {
  const findings = scanned.findings.map((finding) => {
    const { action } = finding;
    return {
      ...finding,
      action: { ...action, network: action.addressKind === 'ip' ? networks(action.address) : null },
    };
  });
  return { ...scanned, findings };
}
