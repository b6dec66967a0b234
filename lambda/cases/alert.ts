import type { JsonObject } from '../cloudtrail/json.ts';
import type { Person } from '../people/person.ts';
import { isAlarmCall } from './alarm-call.ts';
import type { Alert, CaseCall } from './case.ts';
import { addCalls, NO_CALLS, newCalls } from './case-calls.ts';
import type { AlertEvent } from './case-event.ts';
import { caseIdOf } from './case-id.ts';
import { dueAtOf } from './due.ts';
import type { Effect } from './effect.ts';
import { isOpenIncident } from './incident-end.ts';
import { withCopy } from './other-account.ts';
import { addEffects } from './outbox.ts';

/** Alerts are forgotten after 90 days; the journal keeps what they did. */
const KEPT_SECONDS = 90 * 86_400;

export interface NewAlert {
  readonly group: string;
  readonly generation: number;
  readonly severity: Alert['severity'];
  readonly because: Alert['because'];
  readonly person: Person | null;
  readonly at: number;
  /** Calls of the same key join until then. */
  readonly openUntil: number;
}

/** A page about these calls, waiting to be sent. */
export function openAlert(opening: NewAlert, calls: readonly CaseCall[]): Alert {
  const { at, ...rest } = opening;
  const empty: Alert = {
    ...rest,
    ...NO_CALLS,
    kind: 'alert',
    id: caseIdOf(opening.group, opening.generation),
    version: 0,
    openedAt: at,
    pagedAt: null,
    outbox: [],
    dueAt: null,
    expiresAt: Math.round(at / 1_000) + KEPT_SECONDS,
  };
  const added = addCalls(empty, newCalls(empty, calls));
  const data = { event: 'opened', because: opening.because, calls: added.calls.map((call) => call.eventID) };
  return settle({ ...empty, ...added }, [{ kind: 'page' }, { kind: 'post' }], at, data);
}

export function alertCollects(alert: Alert, now: number): boolean {
  return isOpenIncident(alert, now);
}

/** What an event makes of an alert. An event that no longer applies leaves it as it is. */
export function alertTransition(alert: Alert, event: AlertEvent): Alert {
  switch (event.kind) {
    case 'calls-arrived': {
      const fresh = newCalls(alert, event.calls);
      if (fresh.length === 0) return alert;
      const data = { event: 'calls-arrived', calls: fresh.map((call) => call.eventID) };
      const effects: Effect[] = alert.pagedAt === null ? [] : [{ kind: 'annotate' }, ...lookingBehind(fresh)];
      effects.push({ kind: 'post-news' });
      return settle({ ...alert, ...addCalls(alert, fresh) }, effects, event.at, data);
    }
    case 'copy-seen': {
      const calls = withCopy(alert.calls, event);
      if (calls === alert.calls) return alert;
      const data = { event: 'copy-seen', account: event.account };
      return settle(
        { ...alert, calls },
        alert.pagedAt === null ? [] : [{ kind: 'annotate' }],
        event.at,
        data,
      );
    }
    case 'searched-log':
      return withRecords(alert, event);
    case 'paged':
      if (alert.pagedAt !== null) return alert;
      return settle({ ...alert, pagedAt: event.at }, [{ kind: 'investigate' }], event.at, { event: 'paged' });
  }
}

/** The records join, and the incident and the channel are told; also that there were none, or why nobody knows. */
function withRecords(alert: Alert, event: Extract<AlertEvent, { kind: 'searched-log' }>): Alert {
  const known = alert.records ?? [];
  const news = event.records.filter(({ alarm }) => !known.some((each) => each.alarm === alarm));
  if (news.length === 0) return alert;
  const fresh = newCalls(alert, event.calls);
  const effects: readonly Effect[] = [{ kind: 'annotate' }, { kind: 'post-records' }];
  const data = { event: 'searched-log', calls: fresh.map((call) => call.eventID) };
  return settle(
    { ...alert, ...addCalls(alert, fresh), records: [...known, ...news] },
    effects,
    event.at,
    data,
  );
}

/** A page still to be sent looks into everything once it is out. */
function lookingBehind(calls: readonly CaseCall[]): readonly Effect[] {
  return calls.some(isAlarmCall) ? [{ kind: 'investigate' }] : [];
}

function settle(alert: Alert, effects: readonly Effect[], at: number, data: JsonObject): Alert {
  const version = alert.version + 1;
  const facts = { severity: alert.severity, afterMs: at - alert.openedAt, ...data };
  const record: Effect = { kind: 'record', at, version, data: facts };
  const outbox = addEffects(alert.outbox, [...effects, record], version, at);
  const settled = { ...alert, version, outbox };
  return { ...settled, dueAt: dueAtOf(settled) };
}
