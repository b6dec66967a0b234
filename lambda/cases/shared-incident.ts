import type { Case, IncidentEnd, Question } from './case.ts';
import { closeIncident, isOpenIncident } from './incident-end.ts';
import { settle } from './question-settle.ts';
import { rewritten } from './rewritten.ts';
import { questionSeverity } from './severity.ts';

/**
 * The incident that a question which has just been escalated belongs to: the earliest open one of the same person and
 * credential, so that one stolen key used from three places is one incident. Null: it is one of its own, as is one
 * that is worse than what was paged already: adding to an open incident calls nobody.
 *
 * @param others questions of the same person
 */
export function incidentFor(question: Question, others: readonly Question[], now: number): Question | null {
  const [first] = others
    .filter(
      (other) =>
        other.partOf === undefined &&
        other.state === 'escalated' &&
        isOpenIncident(other, now) &&
        other.person.email === question.person.email &&
        other.origin.lineage === question.origin.lineage &&
        isBefore(other, question) &&
        !(questionSeverity(question) === 'critical' && questionSeverity(other) !== 'critical'),
    )
    .sort((one, other) => (isBefore(one, other) ? -1 : 1));
  return first ?? null;
}

/** Of two that end at once the id decides, so that never each belongs to the other. */
function isBefore(one: Question, other: Question): boolean {
  const [oneAt, otherAt] = [one.endedAt ?? one.openedAt, other.endedAt ?? other.openedAt];
  return oneAt < otherAt || (oneAt === otherAt && one.id < other.id);
}

/** An incident with another case as part of it; one that has ended takes no more. */
export function withPart(item: Case, part: string, now: number): Case {
  if (item.kind !== 'question' || !isOpenIncident(item, now)) return item;
  const parts = item.parts ?? [];
  return parts.includes(part) ? item : rewritten({ ...item, parts: [...parts, part] }, item.outbox);
}

/** The case as part of another one's incident, once and for all. */
export function asPartOf(item: Case, incident: string, at: number): Case {
  if (item.kind !== 'question' || item.partOf !== undefined) return item;
  return settle({ ...item, partOf: incident }, [], at, { event: 'shares-incident', incident });
}

/** A part ends with its incident, of whose end the channel is told once. */
export function closePart(item: Case, incident: string, end: IncidentEnd): Case {
  return item.kind === 'question' && item.partOf === incident ? closeIncident(item, end, false) : item;
}

/** The case whose id the pager knows the incident by. */
export function incidentIdOf(item: Case): string {
  return item.kind === 'question' ? (item.partOf ?? item.id) : item.id;
}
