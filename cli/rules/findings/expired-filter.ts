import { isObject, type JsonValue } from '../../../lambda/cloudtrail/json.ts';
import type { Fault } from '../../../lambda/sigma/problem.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A filter past its last day filters no more. @param now milliseconds since 1970 */
export function expiredFilter(body: JsonValue, now: number): readonly Fault[] {
  if (!isObject(body) || body['filter'] === undefined) return [];
  const { expiry } = body;
  const today = new Date(now).toISOString().slice(0, 'YYYY-MM-DD'.length);
  if (typeof expiry !== 'string' || !DAY.test(expiry) || expiry >= today) return [];
  const message = `the filter expired on ${expiry} and filters nothing: extend it with its owner, or remove it`;
  return [{ path: ['expiry'], severity: 'warning', message }];
}
