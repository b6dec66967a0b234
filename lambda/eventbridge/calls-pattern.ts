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
  const clauses = clausesOf(calls);
  const [only = {}] = clauses;
  return { 'detail-type': FROM_CLOUDTRAIL, detail: clauses.length > 1 ? { $or: clauses } : only };
}

/** Names wanted of the same services share a clause, so that many services times many names stay short. */
function clausesOf(calls: readonly NamedCalls[]): readonly JsonObject[] {
  const clauses = new Map<string, { readonly sources: readonly Cover[]; readonly names: Cover[] }>();
  for (const { name, sources } of byName(calls)) {
    const key = `${name.kind === 'any'} ${sources.map(keyOf).join(' ')}`;
    const clause = clauses.get(key) ?? { sources, names: [] };
    clause.names.push(name);
    clauses.set(key, clause);
  }
  return [...clauses.values()].map(({ sources, names }) => {
    const eventSource = sources.flatMap((source) => elementOf(source) ?? []);
    const eventName = names.flatMap((name) => elementOf(name) ?? []);
    return {
      ...(eventSource.length > 0 ? { eventSource } : {}),
      ...(eventName.length > 0 ? { eventName } : {}),
    };
  });
}

/** Each name with the services it is wanted of; of any service apart. */
function byName(calls: readonly NamedCalls[]): Iterable<{ name: Cover; sources: Cover[] }> {
  const names = new Map<string, { name: Cover; sources: Cover[] }>();
  for (const { source, name } of calls) {
    const key = `${source.kind === 'any'} ${keyOf(name)}`;
    const same = names.get(key) ?? { name, sources: [] };
    same.sources.push(source);
    names.set(key, same);
  }
  return names.values();
}
