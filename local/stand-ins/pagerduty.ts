import { PAGERDUTY_HOSTS } from '../../lambda/adapters/pagerduty/pagerduty-pager.ts';
import { webhookSignature } from '../../lambda/adapters/pagerduty/read-webhook.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import type { Clock } from '../../lambda/ports/clock.ts';
import { createOutage } from './outage.ts';
import { judgeEvent } from './pagerduty-rules.ts';
import type { StoredIncident } from './pagerduty-store.ts';
import { createPagerDutyStore } from './pagerduty-store.ts';
import type { SignedHttpRequest } from './slack-click.ts';
import type { StandIn } from './stand-in-fetch.ts';

export interface PagerDutyStandInOptions {
  readonly clock: Clock;
  /** 32 characters. */
  readonly routingKey: string;
  /** Of the webhook subscription. @default none is signed with it */
  readonly webhookSecret?: string;
}

export interface PagerDutyIncident {
  readonly dedupKey: string;
  /** Of the event that opened it. */
  readonly severity: string;
  readonly summary: string;
  /** Of the newest event. */
  readonly details: JsonObject;
  /** How many times it was triggered; what only adds the history of a key is not counted. */
  readonly events: number;
  readonly state: 'open' | 'resolved';
  /** Every trigger, oldest first; `at` in milliseconds since 1970. */
  readonly log: readonly { readonly at: number; readonly severity: string; readonly summary: string }[];
}

export interface PagerDutyStandIn extends StandIn {
  /** In order of opening. */
  state(): { readonly incidents: readonly PagerDutyIncident[] };
  /** Somebody resolves an open incident: the delivery of PagerDuty's webhook; null when it is not open. */
  resolve(dedupKey: string, by: string): SignedHttpRequest | null;
}

/** PagerDuty's Events API v2. */
export function createPagerDutyStandIn({
  clock,
  routingKey,
  webhookSecret = '',
}: PagerDutyStandInOptions): PagerDutyStandIn {
  const store = createPagerDutyStore(clock);
  const outage = createOutage();
  const reply = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST' || new URL(request.url).pathname !== '/v2/enqueue') {
      return new Response('', { status: 404 });
    }
    const verdict = judgeEvent(await request.text(), routingKey);
    if (!verdict.ok) return refusal(verdict.errors);
    const dedupKey = store.take(verdict.event);
    return Response.json(
      { status: 'success', message: 'Event processed', dedup_key: dedupKey },
      { status: 202 },
    );
  };
  return {
    hosts: Object.values(PAGERDUTY_HOSTS),
    answer: (request) => outage.serve(request, () => reply(request)),
    mode: outage.mode,
    setMode: outage.setMode,
    save: store.save,
    load: store.load,
    resolve: (dedupKey, by) => {
      if (!store.incidents().some((each) => each.open && each.dedupKey === dedupKey)) return null;
      store.take({ event_action: 'resolve', dedup_key: dedupKey });
      return signedDelivery(dedupKey, by, webhookSecret);
    },
    state: () => ({ incidents: store.incidents().map(incidentOf) }),
  };
}

/** As PagerDuty's documentation shows it ("Webhooks", "Webhook Payload"). */
function signedDelivery(incidentKey: string, by: string, secret: string): SignedHttpRequest {
  const rawBody = JSON.stringify({
    event: {
      event_type: 'incident.resolved',
      resource_type: 'incident',
      agent: { type: 'user_reference', summary: by },
      data: { type: 'incident', status: 'resolved', incident_key: incidentKey },
    },
  });
  return { headers: { 'x-pagerduty-signature': webhookSignature(secret, rawBody) }, rawBody };
}

function refusal(errors: readonly string[]): Response {
  return Response.json(
    { status: 'invalid event', message: 'Event object is invalid', errors },
    { status: 400 },
  );
}

function incidentOf({ dedupKey, open, events }: StoredIncident): PagerDutyIncident {
  const { severity = '', summary = '' } = events[0] ?? {};
  return {
    dedupKey,
    severity,
    summary,
    details: events.at(-1)?.details ?? {},
    events: events.filter(({ adds }) => adds === undefined).length,
    state: open ? 'open' : 'resolved',
    log: events.map((event) => ({ at: event.at, severity: event.severity, summary: event.summary })),
  };
}
