import type { JsonObject, JsonValue } from '../../cloudtrail/json.ts';
import { isArray } from '../../cloudtrail/json.ts';

/** The detail that says what was cut. */
const CUT = 'cut to fit';

/** More details than these are not read by anybody; only their number is kept when there is no room. */
const NAMES_KEPT = 200;

/**
 * The details, cut until they `fit`: the largest ones lose half of themselves, again and again (a list its end, a
 * text its end, anything else all of it). What was cut is said in a detail of its own.
 */
export function fitDetails(details: JsonObject, fits: (details: JsonObject) => boolean): JsonObject {
  if (fits(details)) return details;
  const cuts = new Map<string, string>();
  let kept = firstNames(details, cuts);
  while (!fits(withCuts(kept, cuts))) {
    const names = largest(kept);
    if (names.length === 0) return { [CUT]: 'everything: too many details to name' };
    const smaller = names.map((name) => [name, halved(kept[name] ?? null)] as const);
    for (const [name, value] of smaller) cuts.set(name, sizeSaid(details[name] ?? null, value));
    kept = { ...kept, ...Object.fromEntries(smaller) };
  }
  return withCuts(kept, cuts);
}

function firstNames(details: JsonObject, cuts: Map<string, string>): JsonObject {
  const entries = Object.entries(details);
  if (entries.length <= NAMES_KEPT) return details;
  cuts.set('details', `${NAMES_KEPT} of ${entries.length} shown`);
  return Object.fromEntries(entries.slice(0, NAMES_KEPT));
}

function withCuts(details: JsonObject, cuts: ReadonlyMap<string, string>): JsonObject {
  return { ...details, [CUT]: Object.fromEntries(cuts) };
}

/** The names of the details that take most room, down to half of the largest; none when nothing is left to cut. */
function largest(details: JsonObject): readonly string[] {
  const sizes = Object.entries(details).map(([name, value]) => ({ name, size: sizeOf(value ?? null) }));
  const top = sizes.reduce((most, { size }) => Math.max(most, size), 0);
  return sizes.filter(({ size }) => size > EMPTY_SIZE && size >= top / 2).map(({ name }) => name);
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
