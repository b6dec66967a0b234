import { parentPort, workerData } from 'node:worker_threads';
import { loadPolicyFiles } from './policy-with-rule.ts';
import { siftFile } from './sift-file.ts';
import { type SiftJob, sieveFor } from './sift-files.ts';

/** A thread that answers each list of files it is sent with what they came to. */
const job: SiftJob = workerData;
const loaded = loadPolicyFiles(job.policy);
const sieve = loaded.ok ? sieveFor(loaded.policy, job) : null;

parentPort?.on('message', async (files: readonly string[]) => {
  // The same files were loaded a moment before by whoever started the thread.
  if (sieve === null) throw new Error('the rules can no longer be read');
  for (const file of files) parentPort?.postMessage(await siftFile(file, sieve));
  parentPort?.postMessage('more');
});
