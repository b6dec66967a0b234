import { isArray, isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import type { FactReader } from '../facts/facts.ts';

/** True when a test holds for any value of a field; lists count as their elements. */
export type FieldReader = (
  record: JsonObject,
  facts: FactReader,
  test: (value: JsonValue) => boolean,
) => boolean;

/** Records nested deeper are no records: what lies below is not looked at, so that no record exhausts the stack. */
const DEEPEST = 64;

/** A reader of `userIdentity.arn`, of `resources.ARN` through lists, or of a fact such as `fact.exposure`. */
export function fieldReader(field: string): FieldReader {
  if (field.startsWith('fact.')) {
    return (_, facts, test) => {
      const value = facts(field);
      return value !== undefined && anyElement(value, test, DEEPEST);
    };
  }
  const segments = field.split('.');
  const [only, second] = segments;
  if (only !== undefined && second === undefined) {
    return (record, _, test) => {
      const value = record[only];
      return value !== undefined && (isArray(value) ? anyElement(value, test, DEEPEST) : test(value));
    };
  }
  const anyDeep: FieldReader = (record, _, test) => anyBelow(record, segments, 0, test, DEEPEST);
  if (only === undefined || second === undefined || segments.length > 2) return anyDeep;
  return (record, facts, test) => {
    const outer = record[only];
    const value = isObject(outer) ? outer[second] : undefined;
    // Most fields that rules name are plain values one level down.
    return value === undefined || typeof value === 'object' ? anyDeep(record, facts, test) : test(value);
  };
}

/** Whether keys below this field of a record may hold dots: not the fields that CloudTrail itself names. */
export function mayHoldDots(field: string | undefined): boolean {
  return field !== 'userIdentity' && field !== 'tlsDetails';
}

function anyBelow(
  value: JsonValue,
  segments: readonly string[],
  at: number,
  test: (value: JsonValue) => boolean,
  depth: number,
): boolean {
  const segment = segments[at];
  if (segment === undefined) return anyElement(value, test, depth);
  if (depth === 0) return false;
  if (isArray(value)) return value.some((element) => anyBelow(element, segments, at, test, depth - 1));
  if (!isObject(value)) return false;
  const next = value[segment];
  if (next !== undefined) return anyBelow(next, segments, at + 1, test, depth - 1);
  // A key may hold dots itself, such as a tag's or a header's name.
  const dotted = at > 0 && at + 1 < segments.length && mayHoldDots(segments[0]);
  const rest = dotted ? value[segments.slice(at).join('.')] : undefined;
  return rest !== undefined && anyElement(rest, test, depth);
}

function anyElement(value: JsonValue, test: (value: JsonValue) => boolean, depth: number): boolean {
  if (!isArray(value)) return test(value);
  return depth > 0 && value.some((element) => anyElement(element, test, depth - 1));
}

/** True when a test holds for any text, number or key anywhere in the record. */
export function anyText(value: JsonValue, test: (text: string) => boolean, depth = DEEPEST): boolean {
  if (depth === 0 || value === null) return false;
  if (isArray(value)) return value.some((element) => anyText(element, test, depth - 1));
  if (!isObject(value)) return test(String(value));
  return Object.entries(value).some(
    ([key, inner]) => test(key) || (inner !== undefined && anyText(inner, test, depth - 1)),
  );
}

/** How a value reads as text: null has none, an object is its JSON. */
export function textOfValue(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  if (value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
