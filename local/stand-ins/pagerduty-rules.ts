import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';
import { isArray, isObject, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';

const SUMMARY_LENGTH = 1_024;
const DEDUP_KEY_LENGTH = 255;
const ROUTING_KEY_LENGTH = 32;
/** PagerDuty says 512 KB. Bytes. */
const EVENT_BYTES = 512 * 1_000;
const ACTIONS = ['trigger', 'acknowledge', 'resolve'];
const SEVERITIES = ['critical', 'error', 'warning', 'info'];

export type EventVerdict =
  | { readonly ok: true; readonly event: JsonObject }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Judges the body of an event as PagerDuty does. (PagerDuty, "Events API v2", "Send an Event".) */
export function judgeEvent(body: string, routingKey: string): EventVerdict {
  if (Buffer.byteLength(body) > EVENT_BYTES) return { ok: false, errors: ['Event exceeds 512 KB'] };
  const json = parseJson(body);
  if (!json.ok || !isObject(json.value)) return { ok: false, errors: ['Event is not a JSON object'] };
  const event = json.value;
  const errors = [
    ...routingErrors(event['routing_key'], routingKey),
    ...oneOf(event['event_action'], ACTIONS, 'event_action'),
    ...keyErrors(event),
    ...(event['event_action'] === 'trigger' ? payloadErrors(event['payload']) : []),
    ...linkErrors(event['links']),
  ];
  return errors.length === 0 ? { ok: true, event } : { ok: false, errors };
}

function routingErrors(value: JsonValue | undefined, routingKey: string): readonly string[] {
  if (textOf(value)?.length !== ROUTING_KEY_LENGTH) {
    return [`Length of 'routing_key' is incorrect (should be ${ROUTING_KEY_LENGTH} characters)`];
  }
  return value === routingKey ? [] : ['Invalid routing key'];
}

function keyErrors(event: JsonObject): readonly string[] {
  const key = event['dedup_key'];
  if (key === undefined)
    return event['event_action'] === 'trigger' ? [] : ["'dedup_key' is missing or blank"];
  return typeof key === 'string' && key.length <= DEDUP_KEY_LENGTH
    ? []
    : [`'dedup_key' is no text of at most ${DEDUP_KEY_LENGTH} characters`];
}

function payloadErrors(payload: JsonValue | undefined): readonly string[] {
  if (!isObject(payload)) return ["'payload' is missing or no object"];
  const summary = textOf(payload['summary'])?.trim() ?? '';
  const source = textOf(payload['source'])?.trim() ?? '';
  const { timestamp, custom_details: details } = payload;
  return [
    ...(summary === '' ? ["'payload.summary' is missing or blank"] : []),
    ...(summary.length > SUMMARY_LENGTH
      ? [`'payload.summary' is longer than ${SUMMARY_LENGTH} characters`]
      : []),
    ...(source === '' ? ["'payload.source' is missing or blank"] : []),
    ...oneOf(payload['severity'], SEVERITIES, 'payload.severity'),
    ...(timestamp === undefined || !Number.isNaN(Date.parse(String(timestamp)))
      ? []
      : ["'payload.timestamp' is no ISO 8601 time"]),
    ...(details === undefined || isObject(details) ? [] : ["'payload.custom_details' is no object"]),
  ];
}

function linkErrors(links: JsonValue | undefined): readonly string[] {
  if (links === undefined) return [];
  if (!isArray(links)) return ["'links' is no list"];
  const good = (link: JsonValue) => isObject(link) && /^https?:\/\//.test(textOf(link['href']) ?? '');
  return links.every(good) ? [] : ["a link without an 'href'"];
}

function oneOf(value: JsonValue | undefined, allowed: readonly string[], name: string): readonly string[] {
  return typeof value === 'string' && allowed.includes(value)
    ? []
    : [`'${name}' is invalid (must be one of: ${allowed.join(', ')})`];
}
