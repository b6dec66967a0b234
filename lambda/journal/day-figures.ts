import type { CaseTrack } from './case-track.ts';
import type { DayFigures } from './efficacy.ts';
import type { Tally } from './tally.ts';

const DAY_MS = 86_400_000;
/** A page of a longer period would be a wall. */
const MOST_DAYS = 400;

/**
 * Every day of a period, those without anything too.
 *
 * @param calls by `<day> <logged|notified|alerted>`
 */
export function daysOf(
  { since, until }: { readonly since: number; readonly until: number },
  calls: Tally,
  cases: readonly CaseTrack[],
): readonly DayFigures[] {
  const byDay = Map.groupBy(cases, ({ from }) => dayOf(from));
  const first = Math.max(since, until - MOST_DAYS * DAY_MS);
  const days: DayFigures[] = [];
  for (let at = first - (first % DAY_MS); at < until; at += DAY_MS) {
    const day = dayOf(at);
    const opened = byDay.get(day) ?? [];
    const questions = opened.filter(({ kind }) => kind === 'question');
    days.push({
      day,
      logged: calls.of(`${day} logged`),
      notified: calls.of(`${day} notified`),
      alerted: calls.of(`${day} alerted`),
      verified: questions.filter(({ outcome }) => outcome === 'verified').length,
      escalated: questions.filter(({ outcome }) => outcome === 'escalated').length,
      open: questions.filter(({ outcome }) => outcome === null).length,
      pages: opened.filter(({ pagedAt }) => pagedAt !== null).length,
    });
  }
  return days;
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
