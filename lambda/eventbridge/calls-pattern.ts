import type { JsonObject, JsonValue } from '../cloudtrail/json.ts';
import { MAX_PATTERN_CHARACTERS } from './limits.ts';
import { type Cover, elementOf, keyOf } from './text-cover.ts';

/** Calls of one service (or any) with one name (or more). */
export interface NamedCalls {
  readonly source: Cover;
  readonly name: Cover;
}

/** Every kind of CloudTrail event, in either spelling of the sign-in type ("Sign In" and "Signin"). */
const FROM_CLOUDTRAIL: JsonValue = [{ suffix: ' via CloudTrail' }];

/** Whether one EventBridge rule can hold them all. */
export function fits(calls: readonly NamedCalls[]): boolean {
  return JSON.stringify(patternOf(calls)).length <= MAX_PATTERN_CHARACTERS;
}

/** The event pattern that matches these calls and no others, in compact form. */
export function patternOf(calls: readonly NamedCalls[]): JsonObject {
  const bySource = new Map<string, NamedCalls[]>();
  for (const each of calls) {
    const key = each.name.kind === 'any' ? `${keyOf(each.source)} any` : keyOf(each.source);
    const same = bySource.get(key) ?? [];
    same.push(each);
    bySource.set(key, same);
  }
  const clauses = [...bySource.values()].map(clauseOf);
  const [only = {}] = clauses;
  return { 'detail-type': FROM_CLOUDTRAIL, detail: clauses.length > 1 ? { $or: clauses } : only };
}

/** Calls of one source as the fields of a pattern. */
function clauseOf(calls: readonly NamedCalls[]): JsonObject {
  const source = calls.slice(0, 1).flatMap((each) => elementOf(each.source) ?? []);
  const names = calls.flatMap((each) => elementOf(each.name) ?? []);
  return {
    ...(source.length > 0 ? { eventSource: source } : {}),
    ...(names.length > 0 ? { eventName: names } : {}),
  };
}
