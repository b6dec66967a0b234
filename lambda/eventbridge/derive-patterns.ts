import { fits, patternOf } from './calls-pattern.ts';
import type { DerivedPattern, DerivedPatterns, RuleState } from './derived-pattern.ts';
import type { Cover } from './text-cover.ts';
import { type RuleReach, type WantedCalls, wantedCalls } from './wanted-calls.ts';
import { findingPatterns } from './wanted-findings.ts';

export type { DerivedPattern, DerivedPatterns, RuleState, Undeliverable } from './derived-pattern.ts';

/**
 * Services share EventBridge rules by the letter they begin with, so that a new rule for one service leaves the
 * rules of most others as they are, and there are few rules. Services before `b` are in the first group, and so on.
 */
const GROUPS: readonly (readonly [name: string, before: string])[] = [
  ['a', 'b'],
  ['b-c', 'd'],
  ['d', 'e'],
  ['e', 'f'],
  ['f-h', 'i'],
  ['i-k', 'l'],
  ['l-q', 'r'],
  ['r', 's'],
  ['s', 't'],
];
const LAST_GROUP = 't-z';
const ANY_SOURCE_GROUP = 'any';

const STATE_WORDS: Readonly<Record<RuleState, string>> = {
  ENABLED: 'changes',
  ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS: 'reads',
};

/**
 * The EventBridge rules that deliver every call any of the rules can match, and what no EventBridge rule can deliver.
 * Each pattern is within the limit; a call named exactly is delivered by one of them only.
 */
export function derivePatterns(rules: readonly RuleReach[]): DerivedPatterns {
  const { wanted, undeliverable } = wantedCalls(rules);
  const patterns: DerivedPattern[] = [];
  for (const [group, calls] of groupsOf(wanted)) {
    const [state] = calls.map((each) => each.state);
    if (state === undefined) continue;
    for (const [index, chunk] of chunksOf(calls).entries()) {
      patterns.push({
        name: `${group}-${index + 1}`,
        state,
        pattern: patternOf(chunk),
        ruleIds: [...new Set(chunk.flatMap(({ ruleIds }) => [...ruleIds]))].sort(),
      });
    }
  }
  return { patterns: [...patterns, ...findingPatterns(rules)], undeliverable };
}

function groupsOf(wanted: readonly WantedCalls[]): ReadonlyMap<string, readonly WantedCalls[]> {
  const groups = new Map<string, WantedCalls[]>();
  for (const calls of wanted) {
    const group = `${STATE_WORDS[calls.state]}-${sourceGroup(calls.source)}`;
    const members = groups.get(group) ?? [];
    members.push(calls);
    groups.set(group, members);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sourceGroup(source: Cover): string {
  if (source.kind === 'any') return ANY_SOURCE_GROUP;
  const text = source.text.toLowerCase();
  return GROUPS.find(([, before]) => text < before)?.[0] ?? LAST_GROUP;
}

/** In order, as many calls to a pattern as fit. */
function chunksOf(calls: readonly WantedCalls[]): readonly (readonly WantedCalls[])[] {
  const chunks: WantedCalls[][] = [];
  let open: WantedCalls[] = [];
  for (const next of calls) {
    if (open.length > 0 && !fits([...open, next])) {
      chunks.push(open);
      open = [];
    }
    open.push(next);
  }
  if (open.length > 0) chunks.push(open);
  return chunks;
}
