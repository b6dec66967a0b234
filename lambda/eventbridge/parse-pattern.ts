import { isArray, isObject, type JsonObject, type JsonValue, type Parsed } from '../cloudtrail/json.ts';
import { MAX_OR_COMBINATIONS, MAX_PATTERN_CHARACTERS } from './limits.ts';
import { parseValueTest } from './parse-value-test.ts';
import type { EventPattern, ValueTest } from './pattern.ts';

/** Operators, present and reserved: no field inside `$or` may bear such a name. Source: class Constants of aws/event-ruler. */
const RESERVED_INSIDE_OR: ReadonlySet<string> = new Set([
  'exactly',
  'equals-ignore-case',
  'prefix',
  'suffix',
  'anything-but',
  'exists',
  'wildcard',
  'numeric',
  'cidr',
  'html',
  '=',
  '<',
  '<=',
  '>',
  '>=',
  'regex',
  'not-wildcard',
  'not-equals-ignore-case',
  'date-after',
  'date-on-or-after',
  'date-before',
  'date-on-or-before',
  'in-date-range',
  'ip-address-in-range',
  'ip-address-not-in-range',
]);

type Fields = ReadonlyMap<string, readonly ValueTest[]>;

/**
 * Reads an event pattern as EventBridge does, and refuses what it refuses, with the reason.
 * Where one path is named twice, inside and outside `$or`, the later one holds, as in the service.
 */
export function parsePattern(value: JsonValue): Parsed<EventPattern> {
  if (!isObject(value)) return { ok: false, reason: 'event pattern is not a JSON object' };
  const characters = JSON.stringify(value).length;
  if (characters > MAX_PATTERN_CHARACTERS) {
    return {
      ok: false,
      reason: `event pattern has ${characters} characters, at most ${MAX_PATTERN_CHARACTERS}`,
    };
  }
  const branches = parseObject([new Map()], '', value, false);
  return branches.ok ? { ok: true, value: { branches: branches.value.map(sortedFields) } } : branches;
}

function sortedFields(fields: Fields): EventPattern['branches'][number] {
  return [...fields]
    .map(([path, tests]) => ({ path, tests }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function parseObject(
  start: readonly Fields[],
  path: string,
  object: JsonObject,
  insideOr: boolean,
): Parsed<readonly Fields[]> {
  const entries = Object.entries(object);
  if (entries.length === 0) return { ok: false, reason: at(path, 'empty objects are not allowed') };
  let branches = start;
  for (const [name, value] of entries) {
    const parsed =
      name === '$or'
        ? parseAlternatives(branches, path, value)
        : parseField(branches, path === '' ? name : `${path}.${name}`, name, value, insideOr);
    if (!parsed.ok) return parsed;
    branches = parsed.value;
  }
  return { ok: true, value: branches };
}

function parseField(
  branches: readonly Fields[],
  path: string,
  name: string,
  value: JsonValue | undefined,
  insideOr: boolean,
): Parsed<readonly Fields[]> {
  if (insideOr && RESERVED_INSIDE_OR.has(name)) {
    return { ok: false, reason: `"${name}" is a reserved name which cannot be used inside $or` };
  }
  if (isArray(value)) {
    const tests = parseTests(path, value);
    return tests.ok
      ? { ok: true, value: branches.map((fields) => new Map([...fields, [path, tests.value]])) }
      : tests;
  }
  if (isObject(value)) return parseObject(branches, path, value, insideOr);
  return { ok: false, reason: `"${path}" must be an object or an array` };
}

function parseTests(path: string, values: readonly JsonValue[]): Parsed<readonly ValueTest[]> {
  if (values.length === 0) return { ok: false, reason: at(path, 'empty arrays are not allowed') };
  const tests: ValueTest[] = [];
  for (const value of values) {
    const test = parseValueTest(value);
    if (!test.ok) return { ok: false, reason: at(path, test.reason) };
    tests.push(test.value);
  }
  return { ok: true, value: tests };
}

function parseAlternatives(
  branches: readonly Fields[],
  path: string,
  value: JsonValue | undefined,
): Parsed<readonly Fields[]> {
  if (!isArray(value)) return { ok: false, reason: at(path, '$or must be followed by an array') };
  if (value.length < 2) return { ok: false, reason: at(path, '$or must have at least 2 objects') };
  if (branches.length * value.length > MAX_OR_COMBINATIONS) {
    return { ok: false, reason: `$or makes more than ${MAX_OR_COMBINATIONS} combinations` };
  }
  const all: Fields[] = [];
  for (const alternative of value) {
    if (!isObject(alternative)) return { ok: false, reason: at(path, 'only objects are allowed in $or') };
    const parsed = parseObject(branches, path, alternative, true);
    if (!parsed.ok) return parsed;
    all.push(...parsed.value);
  }
  return { ok: true, value: all };
}

function at(path: string, reason: string): string {
  return path === '' ? reason : `"${path}": ${reason}`;
}
