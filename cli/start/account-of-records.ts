import type { Question } from '../../lambda/cases/case.ts';
import { callCounts } from '../../local/state/run-state.ts';

type Counts = ReturnType<typeof callCounts>;

/** What became of every record, and whether that is all of them. */
export function accountOfRecords(counts: Counts, questions: readonly Question[], incidents: number): string {
  const { received, filtered, logged, notified, alerted, quarantined, duplicate } = counts;
  const sum = filtered + logged + notified + alerted + quarantined + duplicate;
  const n = (value: number) => value.toLocaleString('en-US');
  const verified = questions.filter(({ state }) => state === 'verified').length;
  const people = new Set(questions.map(({ person }) => person.email)).size;
  const parts = [
    `${n(filtered)} filtered`,
    `${n(logged)} logged`,
    `${n(notified)} notified`,
    `${n(alerted)} alerted`,
    `${n(quarantined)} quarantined`,
    `${n(duplicate)} duplicate`,
  ].join(' + ');
  const verdict = sum === received ? 'every record is accounted for' : `${n(received - sum)} records are MISSING`;
  return [
    `${parts} = ${n(sum)} of ${n(received)} received: ${verdict}`,
    `${n(questions.length)} questions to ${n(people)} people: ${n(verified)} verified, ${n(questions.length - verified)} not; ${n(incidents)} incidents in PagerDuty`,
  ].join('\n');
}
