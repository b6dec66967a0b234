import type { JsonObject, JsonValue } from '../../cloudtrail/json.ts';
import { isArray } from '../../cloudtrail/json.ts';

/** The detail that says what was cut. */
const CUT = 'cut to fit';

/**
 * The details, cut until they `fit`: the largest one loses half of itself, again and again (a list its end, a text
 * its end, anything else all of it). What was cut is said in a detail of its own.
 */
export function fitDetails(details: JsonObject, fits: (details: JsonObject) => boolean): JsonObject {
  let kept = details;
  const cuts = new Map<string, string>();
  while (!fits(withCuts(kept, cuts))) {
    const name = largest(kept);
    if (name === null) return { [CUT]: 'everything: too many details to name' };
    const smaller = halved(kept[name] ?? null);
    cuts.set(name, sizeSaid(details[name] ?? null, smaller));
    kept = { ...kept, [name]: smaller };
  }
  return withCuts(kept, cuts);
}

function withCuts(details: JsonObject, cuts: ReadonlyMap<string, string>): JsonObject {
  return cuts.size === 0 ? details : { ...details, [CUT]: Object.fromEntries(cuts) };
}

/** The name of the detail that takes most room; null when nothing is left to cut. */
function largest(details: JsonObject): string | null {
  const sizes = Object.entries(details).map(([name, value]) => ({ name, size: sizeOf(value ?? null) }));
  const first = sizes.toSorted((a, b) => b.size - a.size)[0];
  return first === undefined || first.size <= EMPTY_SIZE ? null : first.name;
}

/** The JSON of an empty text or list. */
const EMPTY_SIZE = 2;

function sizeOf(value: JsonValue): number {
  return value === null || typeof value === 'boolean' || typeof value === 'number'
    ? 0
    : JSON.stringify(value).length;
}

function halved(value: JsonValue): JsonValue {
  if (isArray(value)) return value.slice(0, Math.floor(value.length / 2));
  return typeof value === 'string' ? value.slice(0, Math.floor(value.length / 2)) : '';
}

function sizeSaid(before: JsonValue, after: JsonValue): string {
  if (isArray(before) && isArray(after)) return `${after.length} of ${before.length} shown`;
  if (typeof before === 'string' && typeof after === 'string') {
    return `${after.length} of ${before.length} characters shown`;
  }
  return `left out (${sizeOf(before)} characters)`;
}
