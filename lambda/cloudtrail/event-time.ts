import type { JsonValue } from './json.ts';

const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const ZONE = /(Z|[+-]\d{2}:?\d{2})$/i;
/** Numbers below are seconds, those above milliseconds: 10^11 s is the year 5138, 10^11 ms is 1973. */
const SECONDS_BELOW = 100_000_000_000;
/** The last millisecond a Date can hold. */
const LAST_MS = 8_640_000_000_000_000;

/**
 * A point in time as milliseconds since 1970, or null. CloudTrail writes ISO 8601 in UTC; tools that export records
 * also write seconds or milliseconds. A time without a zone is UTC.
 */
export function readTime(value: JsonValue | undefined): number | null {
  if (typeof value === 'number') {
    return timeOfNumber(value);
  }
  if (typeof value !== 'string' || !ISO.test(value)) {
    return null;
  }
  const time = Date.parse(ZONE.test(value) ? value : `${value}Z`);
  return Number.isNaN(time) ? null : time;
}

function timeOfNumber(value: number): number | null {
  if (!(value > 0)) {
    return null;
  }
  const time = Math.round(value < SECONDS_BELOW ? value * 1000 : value);
  return time <= LAST_MS ? time : null;
}
