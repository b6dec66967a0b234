import type { Change, Difference, Replayed } from './replay-result.ts';

/** What changes from one replay to another of the same calls. @param candidate what makes the difference, in words */
export function differenceOf(before: Replayed, after: Replayed, candidate: string): Difference {
  const of = (figure: (replayed: Replayed) => number): Change => ({
    before: figure(before),
    after: figure(after),
  });
  const matches = (replayed: Replayed, rule: string) =>
    replayed.matches.find(({ name }) => name === rule)?.count ?? 0;
  const names = new Set([...before.matches, ...after.matches].map(({ name }) => name));
  return {
    candidate,
    notified: of(({ result }) => result.calls.notified),
    alerted: of(({ result }) => result.calls.alerted),
    asks: of(({ result }) => total(result.asks)),
    pages: of(({ result }) => total(result.pages)),
    rules: [...names]
      .map((rule) => ({ rule, ...of((replayed) => matches(replayed, rule)) }))
      .filter((change) => change.before !== change.after),
  };
}

export function total(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}
