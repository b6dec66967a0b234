import type { Readable } from 'node:stream';
import type { Policy } from '../classify/load-policy.ts';
import { readTrail } from '../trail/read-trail.ts';
import { isFolder, STDIN, trailFiles } from '../trail/trail-files.ts';
import { nothingSifted, type Sifted } from './sieve.ts';
import { type SiftJob, sieveFor, siftFiles } from './sift-files.ts';

const PROBLEMS_KEPT = 20;

/** What all files hold together, in the order of the files. */
export interface Gathered extends Sifted {
  /** Of `logged`, records that came again. */
  readonly loggedAgain: number;
}

/** @throws TrailPathError for a path that cannot be read */
export async function gather(
  paths: readonly string[],
  stdin: Readable,
  policy: Policy,
  job: SiftJob,
  threads: number | null,
  tell: (seen: number) => void,
): Promise<Gathered> {
  const all = nothingSifted();
  const wantedOf = new Map<string, Sifted['wanted']>();
  const loggedOnce = new Set<string>();
  let logged = 0;
  const take = (sifted: Sifted): void => {
    all.seen += sifted.seen;
    all.filtered += sifted.filtered;
    all.unreadable += sifted.unreadable;
    logged += sifted.logged.length;
    for (const key of sifted.logged) loggedOnce.add(key);
    for (const problem of sifted.problems)
      if (all.problems.length < PROBLEMS_KEPT) all.problems.push(problem);
  };
  for (const path of paths) if (path !== STDIN) await isFolder(path);
  for (const path of paths) {
    if (path === STDIN) {
      const sieve = sieveFor(policy, job);
      const into = nothingSifted();
      for await (const item of readTrail([path], stdin)) sieve.siftItem(item, into);
      take(into);
      all.wanted.push(...into.wanted);
      continue;
    }
    const files: string[] = [];
    for await (const file of trailFiles(path)) files.push(file);
    await siftFiles(files, policy, job, threads, (sifted) => {
      take(sifted);
      wantedOf.set(sifted.file, sifted.wanted);
      tell(all.seen);
    });
    // Threads are done with files in any order; what is decided must not hang on it.
    for (const file of files) for (const found of wantedOf.get(file) ?? []) all.wanted.push(found);
  }
  return { ...all, logged: [...loggedOnce], loggedAgain: logged - loggedOnce.size };
}
