import type { Case, Question } from './case.ts';
import { outboxDueAt } from './outbox.ts';

/** An incident of a question takes further calls of its origin for a day. */
const INCIDENT_OPEN_MS = 24 * 3_600_000;

/** When an incident ends by itself; null for a case that is none. Milliseconds since 1970. */
export function incidentUntil(item: Case): number | null {
  if (item.kind === 'alert') return item.openUntil;
  return item.state === 'escalated' ? (item.endedAt ?? item.openedAt) + INCIDENT_OPEN_MS : null;
}

/** When somebody must look at a case next: to do what it wants done, to remind, to give up, to end it; null: never. */
export function dueAtOf(item: Case): number | null {
  const times = [outboxDueAt(item.outbox), ...ownTimes(item)].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

function ownTimes(item: Case): readonly (number | null)[] {
  if (item.kind === 'question' && isBeingVerified(item)) return [item.deadline, item.remindAt];
  return item.closed === undefined ? [incidentUntil(item)] : [];
}

function isBeingVerified({ state }: Question): boolean {
  return state === 'asking' || state === 'asked' || state === 'confirming';
}
