import { isArray, isObject, type JsonObject, type JsonValue, type Parsed } from '../cloudtrail/json.ts';
import { parseDuration } from '../config/duration.ts';
import { caseRecord } from './case-record.ts';

const STEP_KEYS = ['at', 'times', 'every', 'record'];
/** When the first call of a sequence is made, unless it says so itself. */
const START = Date.UTC(2026, 0, 15, 10);
const MOST_TIMES = 20_000;

/**
 * The calls of a case of a correlation: a list of `{at?, times?, every?, record}`. `at` is how long after ten o'clock the
 * call is made, such as `5m`; they arrive as they are listed. With `times` it is made so often, `every` so long (1s unless
 * given); `%n%` in a text of the record is its number, from 1 on. Each call has an id of its own unless it gives one.
 *
 * @param common the keys that all records have unless they give them themselves
 */
export function readSequence(
  calls: JsonValue | undefined,
  common: JsonObject,
): Parsed<readonly JsonObject[]> {
  if (!isArray(calls) || calls.length === 0) return wrong('a list of calls, each with a "record"');
  const records: JsonObject[] = [];
  for (const [index, step] of calls.entries()) {
    if (!isObject(step)) return wrong(`call ${index + 1}: a map with a "record"`);
    const unknown = Object.keys(step).find((key) => !STEP_KEYS.includes(key));
    if (unknown !== undefined) return wrong(`call ${index + 1}: ${STEP_KEYS.join(', ')}, not "${unknown}"`);
    const at = durationOf(step['at'] ?? '0s');
    const every = durationOf(step['every'] ?? '1s');
    const times = step['times'] ?? 1;
    if (at === null || every === null) return wrong(`call ${index + 1}: durations such as 5m`);
    if (typeof times !== 'number' || !(times >= 1 && times <= MOST_TIMES)) {
      return wrong(`call ${index + 1}: "times" from 1 to ${MOST_TIMES}`);
    }
    for (let time = 0; time < times; time += 1) {
      const given = step['record'] ?? {};
      const record = isObject(given) ? numbered({ ...common, ...given }, String(time + 1)) : null;
      if (!isObject(record) || record['eventSource'] === undefined || record['eventName'] === undefined) {
        return wrong(`call ${index + 1}: a "record" with eventSource and eventName`);
      }
      records.push(
        caseRecord({
          eventTime: new Date(START + at + time * every).toISOString(),
          eventID: `call-${records.length + 1}`,
          ...record,
        }),
      );
    }
  }
  return { ok: true, value: records };
}

function durationOf(value: JsonValue): number | null {
  return typeof value === 'string' ? parseDuration(value) : null;
}

function numbered(value: JsonValue, number: string): JsonValue {
  if (typeof value === 'string') return value.replaceAll('%n%', number);
  if (isArray(value)) return value.map((inner) => numbered(inner, number));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, numbered(inner ?? null, number)]),
  );
}

function wrong(expected: string): Parsed<never> {
  return { ok: false, reason: `expected ${expected}` };
}
