import type { JsonObject } from '../cloudtrail/json.ts';
import type { FactReader } from '../facts/facts.ts';
import type { CompiledRule } from './compile-rule.ts';
import { createPlanner, type MatchPlan } from './match-plan.ts';
import type { RuleMatch } from './rule.ts';
import { createRuleIndex, type Placed } from './rule-index.ts';
import type { CallName } from './settle.ts';

/** Tries rules on records. */
export interface Matcher {
  /** The rules that a call of this source and name may match, in their order. */
  candidates(eventSource: string, eventName: string): readonly CompiledRule[];
  /** The rules worth trying on the record: for most calls none, and then nothing else of it need be looked at. */
  mayMatch(record: JsonObject): readonly Attempt[];
  /** The rules that the record does match. @param among what `mayMatch` said of it, where that is known */
  match(record: JsonObject, facts: FactReader, among?: readonly Attempt[]): readonly RuleMatch[];
}

/** A rule as it is tried on one record. */
export type Attempt = Pick<CompiledRule, 'match' | 'reach' | 'matches'>;

export function createMatcher(rules: readonly CompiledRule[]): Matcher {
  const planMatch = createPlanner<Attempt>();
  const planned = createRuleIndex(rules, (met, eventSource, eventName) => ({
    met: met.map(({ rule }) => rule),
    plan: planMatch(met.map((placed) => settled(placed, { eventSource, eventName }))),
  }));
  let planOfAll: MatchPlan<Attempt> | null = null;
  const mayMatch = (record: JsonObject): readonly Attempt[] => {
    const source = record['eventSource'];
    const name = record['eventName'];
    // Of a record whose names are not text, such as an Insight's, the index cannot say what it matches.
    if (typeof source === 'string' && typeof name === 'string') return planned(source, name).plan(record);
    planOfAll ??= planMatch(rules.map((rule, place) => ({ rule, place })));
    return planOfAll(record);
  };
  return {
    candidates: (eventSource, eventName) => planned(eventSource, eventName).met,
    mayMatch,
    match(record, facts, among) {
      const open = among ?? mayMatch(record);
      if (open.length === 0) return NO_MATCHES;
      const found: RuleMatch[] = [];
      for (const rule of open) if (rule.matches(record, facts)) found.push(rule.match);
      return found;
    },
  };
}

/** A rule that names no call stays the same for all of them: what is known of it is known once. */
function settled({ rule, place }: Placed<CompiledRule>, name: CallName): Placed<Attempt> {
  const namesNone = rule.reach.every(
    ({ eventSource, eventName }) => eventSource === null && eventName === null,
  );
  if (namesNone) return { rule, place };
  return { rule: { match: rule.match, reach: rule.reach, matches: rule.settled(name) }, place };
}

const NO_MATCHES: readonly RuleMatch[] = [];
