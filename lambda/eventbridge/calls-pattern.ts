import type { JsonObject, JsonValue } from '../cloudtrail/json.ts';
import { type DemandCover, demandsKey, fieldsOf } from './demand-cover.ts';
import { MAX_PATTERN_CHARACTERS } from './limits.ts';
import { type Cover, elementOf, keyOf } from './text-cover.ts';

/** Calls of one service (or any) with one name (or more, or any) that meet the demands. */
export interface NamedCalls {
  readonly source: Cover;
  readonly name: Cover;
  readonly demands: readonly DemandCover[];
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

/** Names wanted of the same services, with the same demands, share a clause: many services times many names stay short. */
function clausesOf(calls: readonly NamedCalls[]): readonly JsonObject[] {
  const clauses = new Map<string, Clause>();
  for (const { name, sources, demands } of byName(calls)) {
    const key = `${name.kind === 'any'} ${sources.map(keyOf).join(' ')} ${demandsKey(demands)}`;
    const clause = clauses.get(key) ?? { sources, demands, names: [] };
    clause.names.push(name);
    clauses.set(key, clause);
  }
  return [...clauses.values()].map(({ sources, names, demands }) => {
    const eventSource = sources.flatMap((source) => elementOf(source) ?? []);
    const eventName = names.flatMap((name) => elementOf(name) ?? []);
    return {
      ...(eventSource.length > 0 ? { eventSource } : {}),
      ...(eventName.length > 0 ? { eventName } : {}),
      ...fieldsOf(demands),
    };
  });
}

interface Clause {
  readonly sources: readonly Cover[];
  readonly names: Cover[];
  readonly demands: readonly DemandCover[];
}

/** Each name and its demands with the services it is wanted of; of any service apart. */
function byName(
  calls: readonly NamedCalls[],
): Iterable<{ name: Cover; sources: Cover[]; demands: readonly DemandCover[] }> {
  const names = new Map<string, { name: Cover; sources: Cover[]; demands: readonly DemandCover[] }>();
  for (const { source, name, demands } of calls) {
    const key = `${source.kind === 'any'} ${keyOf(name)} ${demandsKey(demands)}`;
    const same = names.get(key) ?? { name, sources: [], demands };
    same.sources.push(source);
    names.set(key, same);
  }
  return names.values();
}
