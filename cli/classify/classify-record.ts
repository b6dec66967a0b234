import type { ApiCall } from '../../lambda/cloudtrail/api-call.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { decideCall } from '../../lambda/decide/decide-call.ts';
import type { Decision } from '../../lambda/decide/decision.ts';
import type { FactReader } from '../../lambda/facts/facts.ts';
import { factsOf } from '../../lambda/facts/facts.ts';
import type { Policy } from './load-policy.ts';

/** A record with what was decided about it; the call is read only when it is asked for. */
export interface Classified {
  readonly call: () => ApiCall;
  readonly decision: Decision;
}

const UNMATCHED: Decision = {
  severity: 'log',
  disposition: { kind: 'log' },
  matches: [],
  reasons: [],
  late: false,
};

/**
 * The decision about one record as if its call had just been made. Most records no rule is about: for those nothing but
 * source, name and the few fields that rules about any call hang on is looked at.
 */
export function classifyRecord(record: JsonObject, policy: Policy, now: number): Classified {
  const among = policy.catalogue.mayMatch(record);
  const call = callWhenAsked(record);
  if (among.length === 0) return { call, decision: UNMATCHED };
  const matches = policy.catalogue.match(record, factsWhenAsked(call, policy), among);
  const context = { config: policy.config, now, age: 'just-arrived' } as const;
  return { call, decision: matches.length === 0 ? UNMATCHED : decideCall(call(), matches, context) };
}

function callWhenAsked(record: JsonObject): () => ApiCall {
  let parsed: ApiCall | null = null;
  return () => {
    parsed ??= parseCall(record);
    return parsed;
  };
}

function factsWhenAsked(call: () => ApiCall, { config, networks }: Policy): FactReader {
  let facts: FactReader | null = null;
  return (name) => {
    facts ??= factsOf(call(), { config, networks, now: 'just-arrived' });
    return facts(name);
  };
}
