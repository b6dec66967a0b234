import { once } from 'node:events';
import { isMainThread, parentPort, Worker, type WorkerOptions, workerData } from 'node:worker_threads';
import { giveBack, wholeBytes } from '../cli/trail/file-bytes.ts';
import { trailFiles } from '../cli/trail/trail-files.ts';

/** Inflates and parses log files and does nothing else, with so many threads. Arguments: the folder, the threads. */
function parseAll(files: readonly string[]): number {
  let records = 0;
  for (const file of files) {
    const bytes = wholeBytes(file);
    if (bytes === null) throw new Error(`${file}: not read`);
    records += JSON.parse(bytes.toString('utf8')).Records.length;
    giveBack(bytes);
  }
  return records;
}

if (isMainThread) {
  const [folder = '', count = '1'] = process.argv.slice(2);
  const files: string[] = [];
  for await (const file of trailFiles(folder)) files.push(file);
  const threads = Number(count);
  const share = (thread: number) => files.filter((_, index) => index % threads === thread);
  const start = performance.now();
  const others = Array.from({ length: threads - 1 }, (_, index) => {
    const options: WorkerOptions = { workerData: share(index + 1) };
    return once(new Worker(new URL(import.meta.url), options), 'message');
  });
  let records = parseAll(share(0));
  for (const [more] of await Promise.all(others)) records += Number(more);
  const ms = performance.now() - start;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ ms, records, peakBytes }));
} else {
  parentPort?.postMessage(parseAll(workerData));
}
