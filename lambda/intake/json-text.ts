import type { JsonObject, JsonValue, Parsed } from '../cloudtrail/json.ts';
import { isObject, parseJson } from '../cloudtrail/json.ts';
import { DEEPEST, nestsDeeper } from '../cloudtrail/json-depth.ts';
import { onOneLine } from '../cloudtrail/plain-text.ts';

/** Text of the input in a reason: enough to recognise it, too little to carry it off. */
const QUOTED = 60;

/** Parses a text that should be one JSON object; also one that somebody encoded as a JSON string once more. */
export function readObject(text: string): Parsed<JsonObject> {
  const parsed = readJson(text);
  if (!parsed.ok) {
    return parsed;
  }
  const again = typeof parsed.value === 'string' ? readJson(parsed.value) : parsed;
  if (again.ok && isObject(again.value)) {
    return { ok: true, value: again.value };
  }
  return {
    ok: false,
    reason: `JSON, but ${nameOf(again.ok ? again.value : parsed.value)} instead of an object`,
  };
}

function readJson(text: string): Parsed<JsonValue> {
  if (text.trim() === '') {
    return { ok: false, reason: 'empty' };
  }
  if (nestsDeeper(text)) {
    return { ok: false, reason: `JSON nested deeper than ${DEEPEST} levels` };
  }
  const parsed = parseJson(text);
  return parsed.ok ? parsed : { ok: false, reason: onOneLine(parsed.reason) };
}

/** A value of the input as it may stand in a reason: on one line and short. */
export function quoted(value: JsonValue | undefined): string {
  const text = typeof value === 'string' ? value : value === undefined ? 'nothing' : nameOf(value);
  const line = onOneLine(text);
  const short = line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line;
  return typeof value === 'string' ? `"${short}"` : short;
}

function nameOf(value: JsonValue): string {
  if (value === null) {
    return 'null';
  }
  if (typeof value === 'object') {
    return isObject(value) ? 'an object' : 'a list';
  }
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}
