import type { JsonObject } from '../cloudtrail/json.ts';
import type { Case, IncidentEnd } from './case.ts';
import { dueAtOf, incidentUntil } from './due.ts';
import type { Effect } from './effect.ts';
import { addEffects } from './outbox.ts';

/** Whether further calls of the case's origin, or of an alert's key, join it. */
export function isOpenIncident(item: Case, now: number): boolean {
  const until = incidentUntil(item);
  return until !== null && item.closed === undefined && now < until;
}

/**
 * Ends an incident: resolved in PagerDuty, closed by an operator, or expired. What is still to be delivered stays in the
 * outbox. A case that is no incident, or has ended before, stays as it is.
 *
 * @param tells whether the security channel is told of this end
 */
export function closeIncident(item: Case, end: IncidentEnd, tells = true): Case {
  if (incidentUntil(item) === null || item.closed !== undefined) return item;
  const version = item.version + 1;
  const data: JsonObject = {
    event: EVENTS[end.by],
    who: end.who,
    ...(end.why !== undefined && { why: end.why }),
    afterMs: end.at - item.openedAt,
    ...(item.kind === 'question' && { state: item.state, person: item.person.email }),
  };
  const record: Effect = { kind: 'record', at: end.at, version, data };
  const shown: Effect[] = item.kind === 'question' && item.message !== null ? [{ kind: 'update' }] : [];
  if (item.kind === 'question' && (item.quiet?.post ?? null) !== null) shown.push({ kind: 'list-covered' });
  if (tells) shown.push({ kind: 'post-end' });
  if (end.by === 'operator') shown.push({ kind: 'resolve' });
  const outbox = addEffects(item.outbox, [...shown, record], version, end.at);
  const closed = { ...item, version, outbox, closed: end };
  return { ...closed, dueAt: dueAtOf(closed) };
}

/** An incident whose time is over ends. */
export function expireIncident(item: Case, now: number): Case {
  const until = incidentUntil(item);
  return until === null || now < until ? item : closeIncident(item, { by: 'expiry', at: now, who: null });
}

/** Whether a person ended the incident, here or at the pager: to add to it there would open it again. */
export function isEndedByPerson({ closed }: Case): boolean {
  return closed !== undefined && closed.by !== 'expiry';
}

const EVENTS: Readonly<Record<IncidentEnd['by'], string>> = {
  pager: 'resolved by PagerDuty',
  operator: 'closed by operator',
  expiry: 'expired',
};
