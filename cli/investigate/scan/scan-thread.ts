import { parentPort, workerData } from 'node:worker_threads';
import { networksIn } from '../../../lambda/adapters/geoip/networks-in.ts';
import { REPOSITORY_NETWORKS } from '../../../lambda/adapters/geoip/repository-file.ts';
import { type ScanJob, scanOne } from './scan-job.ts';

/** A thread that answers each list of files it is sent with what they came to. */
const job: ScanJob = workerData;
const networks = networksIn(REPOSITORY_NETWORKS);

parentPort?.on('message', async (files: readonly string[]) => {
  for (const file of files) parentPort?.postMessage(await scanOne(file, job, networks));
  parentPort?.postMessage('more');
});
