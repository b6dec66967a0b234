import type { Feed } from '../../lambda/sigma/rule.ts';
import type { Policy } from '../classify/load-policy.ts';
import { workThroughFiles } from '../threads/work-through-files.ts';
import type { PolicyFiles } from './policy-with-rule.ts';
import { createSieve, type Period, type Sieve } from './sieve.ts';
import { type SiftedFile, siftFile } from './sift-file.ts';

/** Plain data, so that a thread can be given it. */
export interface SiftJob {
  readonly policy: PolicyFiles;
  /** Whose rules are tried. */
  readonly feeds: readonly Feed[];
  readonly period: Period;
}

export function sieveFor(policy: Policy, { feeds, period }: SiftJob): Sieve {
  return createSieve(policy, feeds, period);
}

/** Sifts files with so many threads, null for all cores, and tells of each as it is done, in any order. */
export async function siftFiles(
  files: readonly string[],
  policy: Policy,
  job: SiftJob,
  threads: number | null,
  tell: (sifted: SiftedFile) => void,
): Promise<void> {
  const sieve = sieveFor(policy, job);
  const thread = new URL('./sift-thread.ts', import.meta.url);
  const here = (file: string) => siftFile(file, sieve);
  await workThroughFiles<SiftedFile>(files, { thread, job, threads, here }, tell);
}
