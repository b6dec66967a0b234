import type { ApiCall } from '../../lambda/cloudtrail/api-call.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { decideCall } from '../../lambda/decide/decide-call.ts';
import type { Decision } from '../../lambda/decide/decision.ts';
import type { FactReader } from '../../lambda/facts/facts.ts';
import { factsOf } from '../../lambda/facts/facts.ts';
import type { Policy } from './load-policy.ts';

/** A record with what was decided about it. */
export interface Classified {
  readonly record: JsonObject;
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
  if (among.length === 0) return { record, decision: UNMATCHED };
  const call = parseCall(record);
  const matches = policy.catalogue.match(record, factsWhenAsked(call, policy), among);
  if (matches.length === 0) return { record, decision: UNMATCHED };
  const context = { config: policy.config, now, age: 'just-arrived' } as const;
  return { record, decision: decideCall(call, matches, context) };
}

function factsWhenAsked(call: ApiCall, { config, networks }: Policy): FactReader {
  let facts: FactReader | null = null;
  return (name) => {
    facts ??= factsOf(call, { config, networks, now: 'just-arrived' });
    return facts(name);
  };
}
