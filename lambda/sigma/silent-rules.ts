import type { Correlation } from './correlation.ts';

/**
 * Rules that count only for the correlations of their own file, none of which says `generate: true`. A rule with a file
 * of its own speaks for itself whatever correlations name it: a correlation dropped into a folder must not switch off
 * a rule that pages.
 */
export function silentRules(correlations: readonly Correlation[]): ReadonlySet<string> {
  const named = correlations.flatMap(({ ruleId, ruleIds, generate }) =>
    Object.values(ruleIds)
      .flat()
      .filter((part) => fileOf(part) === fileOf(ruleId))
      .map((part) => ({ part, generate })),
  );
  const heard = new Set(named.filter(({ generate }) => generate).map(({ part }) => part));
  return new Set(named.map(({ part }) => part).filter((part) => !heard.has(part)));
}

/** Ids of one file differ by their number alone. */
function fileOf(ruleId: string): string {
  return ruleId.replace(/#\d+$/, '');
}
