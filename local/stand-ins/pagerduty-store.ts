import { z } from 'zod';
import type { JsonObject, JsonValue, Parsed } from '../../lambda/cloudtrail/json.ts';
import { isObject, objectOf, textOf } from '../../lambda/cloudtrail/json.ts';
import type { Clock } from '../../lambda/ports/clock.ts';

const EVENT = z.object({
  at: z.number(),
  severity: z.string(),
  summary: z.string(),
  details: z.custom<JsonObject>(isObject),
  /** What the event only adds to the incident, by its own word. */
  adds: z.string().optional(),
});

const INCIDENT = z.object({
  dedupKey: z.string(),
  open: z.boolean(),
  /** Trigger events under the key, oldest first. */
  events: z.array(EVENT).readonly(),
});

const SAVED = z.object({ incidents: z.array(INCIDENT) });

export type StoredIncident = Readonly<z.infer<typeof INCIDENT>>;

export interface PagerDutyStore {
  /** In order of opening. */
  incidents(): readonly StoredIncident[];
  /** Takes an event that was judged good and returns its key. */
  take(event: JsonObject): string;
  save(): JsonObject;
  load(saved: JsonValue): Parsed<null>;
}

export function createPagerDutyStore(clock: Clock): PagerDutyStore {
  let incidents: readonly StoredIncident[] = [];
  const trigger = (dedupKey: string, payload: JsonObject) => {
    const event = eventOf(payload, clock.now());
    const isIt = (each: StoredIncident) => each.open && each.dedupKey === dedupKey;
    incidents = incidents.some(isIt)
      ? incidents.map((each) => (isIt(each) ? { ...each, events: [...each.events, event] } : each))
      : [...incidents, { dedupKey, open: true, events: [event] }];
  };
  const resolve = (dedupKey: string) => {
    incidents = incidents.map((each) => (each.dedupKey === dedupKey ? { ...each, open: false } : each));
  };
  return {
    incidents: () => incidents,
    take: (event) => {
      const dedupKey = textOf(event['dedup_key']) ?? `generated-${incidents.length + 1}`;
      if (event['event_action'] === 'trigger') trigger(dedupKey, objectOf(event['payload']));
      if (event['event_action'] === 'resolve') resolve(dedupKey);
      return dedupKey;
    },
    save: () => structuredClone({ incidents: [...incidents] }),
    load: (saved) => {
      const parsed = SAVED.safeParse(saved);
      if (!parsed.success) return { ok: false, reason: z.prettifyError(parsed.error) };
      incidents = parsed.data.incidents;
      return { ok: true, value: null };
    },
  };
}

function eventOf(payload: JsonObject, at: number) {
  const adds = textOf(payload['class']);
  return {
    ...(adds !== null && { adds }),
    at,
    severity: textOf(payload['severity']) ?? '',
    summary: textOf(payload['summary']) ?? '',
    details: objectOf(payload['custom_details']),
  };
}
