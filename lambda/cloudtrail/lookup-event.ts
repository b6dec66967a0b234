import type { JsonObject, JsonValue, Parsed } from './json.ts';
import { isArray, isObject, parseJson } from './json.ts';

/**
 * The records in an answer of CloudTrail's `LookupEvents`, whose events carry the record as text in `CloudTrailEvent`.
 * Null when the value is no such answer; an event that cannot be read is a failure in its place.
 */
export function readLookupEvents(answer: JsonObject): readonly Parsed<JsonObject>[] | null {
  const events = answer['Events'];
  return isArray(events) ? events.map(readLookupEvent) : null;
}

/** The record of one event of a `LookupEvents` answer. */
export function readLookupEvent(event: JsonValue): Parsed<JsonObject> {
  const text = isObject(event) ? event['CloudTrailEvent'] : undefined;
  if (typeof text !== 'string') {
    return { ok: false, reason: 'an event without the text CloudTrailEvent' };
  }
  const parsed = parseJson(text);
  if (!parsed.ok) {
    return { ok: false, reason: `CloudTrailEvent: ${parsed.reason}` };
  }
  return isObject(parsed.value)
    ? { ok: true, value: parsed.value }
    : { ok: false, reason: 'CloudTrailEvent: not a JSON object' };
}
