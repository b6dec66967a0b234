import { CALLS_DETAILED, type CallTraits, type CaseCall, type QuietEnd, type QuietPeriod } from './case.ts';
import { newCalls } from './case-calls.ts';

/** Calls of a quiet period that are kept to be listed; the others are counted. */
const COVERED_KEPT = CALLS_DETAILED;

/**
 * The quiet period that a yes about these calls begins; null where none may begin.
 *
 * @param quietMs how long it lasts from `at`; null: quiet periods are off
 */
export function quietPeriodAfter(
  calls: readonly CaseCall[],
  quietMs: number | null,
  at: number,
): QuietPeriod | null {
  const shown = calls.flatMap(({ traits, eventTime }) =>
    traits != null && eventTime !== null ? [{ traits, eventTime }] : [],
  );
  if (quietMs === null || shown.length === 0) return null;
  const all = <T>(of: (traits: CallTraits) => T): T[] => [...new Set(shown.map(({ traits }) => of(traits)))];
  return {
    from: shown.map(({ eventTime }) => eventTime).reduce((one, other) => Math.min(one, other)),
    until: at + quietMs,
    rules: [...new Set(shown.flatMap(({ traits }) => traits.rules))],
    countries: all(({ country }) => country),
    asns: all(({ asn }) => asn),
    tools: all(({ tool }) => tool),
    ended: null,
    calls: [],
    moreCalls: 0,
    post: null,
  };
}

/** Why a quiet period does not cover a call; null: it does. */
export function notCovered(quiet: QuietPeriod, call: CaseCall): QuietEnd['because'] | null {
  const { traits, eventTime, shownFrom } = call;
  if (quiet.ended !== null) return quiet.ended.because;
  // It was in the question before the answer, and not in what the answer saw.
  if (shownFrom !== null) return 'unseen';
  if (traits == null) return 'protected';
  if (eventTime === null || eventTime < quiet.from || eventTime > quiet.until) return 'time';
  if (!quiet.countries.includes(traits.country)) return 'country';
  if (!quiet.asns.includes(traits.asn)) return 'network';
  if (!quiet.tools.includes(traits.tool)) return 'tool';
  return traits.rules.every((rule) => quiet.rules.includes(rule)) ? null : 'rule';
}

/** How many of the first calls a quiet period covers. */
export function coveredFirst(quiet: QuietPeriod, calls: readonly CaseCall[]): number {
  const other = calls.findIndex((call) => notCovered(quiet, call) !== null);
  return other === -1 ? calls.length : other;
}

/** With these calls among those it covered. */
export function covering(quiet: QuietPeriod, calls: readonly CaseCall[]): QuietPeriod {
  const all = [...quiet.calls, ...newCalls(quiet, calls)];
  const kept = all.slice(0, COVERED_KEPT);
  return { ...quiet, calls: kept, moreCalls: quiet.moreCalls + all.length - kept.length };
}
