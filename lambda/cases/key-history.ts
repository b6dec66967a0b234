import type { CaseCall } from './case.ts';

/** What a key of an incident did lately, in words: for whoever is paged. */
export interface KeyHistory {
  /** Id of the access key. */
  readonly key: string;
  /** One sentence, with its evidence. */
  readonly verdict: string;
  /** Where from, what, what was destroyed, which sources told; a line each. Text of records in it is cut, not escaped. */
  readonly lines: readonly string[];
}

/** Keys of one incident that are looked into: each takes its time, and a page is read in a minute. */
export const KEYS_INVESTIGATED = 3;

/** The access keys of an incident's calls, the most used first. */
export function keysOf(calls: readonly CaseCall[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { accessKeyId } of calls) {
    if (accessKeyId !== null) counts.set(accessKeyId, (counts.get(accessKeyId) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([key]) => key);
}
