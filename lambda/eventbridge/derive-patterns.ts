import { fits, patternOf } from './calls-pattern.ts';
import { demandsKey } from './demand-cover.ts';
import type { DerivedPattern, DerivedPatterns, RuleState } from './derived-pattern.ts';
import { type Cover, keyOf } from './text-cover.ts';
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

/** Names wanted of so many services have rules of their own, where the services are listed once. */
const MIN_SHARING_SERVICES = 3;
const SHARED_GROUP = 'shared';

const STATE_WORDS: Readonly<Record<RuleState, string>> = {
  ENABLED: 'changes',
  ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS: 'reads',
};

/**
 * The EventBridge rules that deliver every call any of the rules can match, and what no EventBridge rule can deliver.
 * Each pattern is within the limit. Rules for the archive feed are left to it. A call named exactly is delivered by one
 * pattern only, unless rules demand different things of it.
 */
export function derivePatterns(all: readonly RuleReach[]): DerivedPatterns {
  const rules = all.filter(({ feed }) => feed !== 'archive');
  const archive = all.filter(({ feed }) => feed === 'archive').map(({ ruleId }) => ruleId);
  const { wanted, undeliverable } = wantedCalls(rules);
  const patterns: DerivedPattern[] = [];
  for (const [group, units] of groupsOf(wanted)) {
    for (const [index, calls] of chunksOf(units).entries()) {
      const [first] = calls;
      if (first === undefined) continue;
      patterns.push({
        name: `${group}-${index + 1}`,
        state: first.state,
        pattern: patternOf(calls),
        ruleIds: [...new Set(calls.flatMap(({ ruleIds }) => [...ruleIds]))].sort(),
      });
    }
  }
  return { patterns: [...patterns, ...findingPatterns(rules)], undeliverable, archive: archive.sort() };
}

/** Group → the calls of each name or service, which belong together. */
function groupsOf(wanted: readonly WantedCalls[]): ReadonlyMap<string, readonly (readonly WantedCalls[])[]> {
  const groups = new Map<string, (readonly WantedCalls[])[]>();
  for (const calls of [...byName(wanted)].sort(byServices)) {
    const isShared = calls.length >= MIN_SHARING_SERVICES;
    for (const unit of isShared ? [calls] : calls.map((each) => [each])) {
      const [first] = unit;
      if (first === undefined) continue;
      const group = `${STATE_WORDS[first.state]}-${isShared ? SHARED_GROUP : sourceGroup(first.source)}`;
      const members = groups.get(group) ?? [];
      members.push(unit);
      groups.set(group, members);
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names of the same services follow each other: in one pattern the services are listed once. */
function byServices(a: readonly WantedCalls[], b: readonly WantedCalls[]): number {
  const [first, second] = [servicesOf(a), servicesOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function servicesOf(calls: readonly WantedCalls[]): string {
  const demands = demandsKey(calls[0]?.demands ?? []);
  return `${calls.map(({ source }) => keyOf(source)).join(' ')} ${demands}`;
}

function byName(wanted: readonly WantedCalls[]): Iterable<readonly WantedCalls[]> {
  const names = new Map<string, WantedCalls[]>();
  for (const calls of wanted) {
    const key = `${calls.state} ${keyOf(calls.name)} ${demandsKey(calls.demands)}`;
    const same = names.get(key) ?? [];
    same.push(calls);
    names.set(key, same);
  }
  return names.values();
}

function sourceGroup(source: Cover): string {
  if (source.kind === 'any') return ANY_SOURCE_GROUP;
  const text = source.text.toLowerCase();
  return GROUPS.find(([, before]) => text < before)?.[0] ?? LAST_GROUP;
}

/** In order, as many calls to a pattern as fit. */
function chunksOf(units: readonly (readonly WantedCalls[])[]): readonly (readonly WantedCalls[])[] {
  const chunks: (readonly WantedCalls[])[] = [];
  let open: readonly WantedCalls[] = [];
  for (const unit of units.flatMap((each) => (fits(each) ? [each] : each.map((calls) => [calls])))) {
    if (fits([...open, ...unit])) {
      open = [...open, ...unit];
    } else {
      chunks.push(open);
      open = unit;
    }
  }
  return open.length > 0 ? [...chunks, open] : chunks;
}
