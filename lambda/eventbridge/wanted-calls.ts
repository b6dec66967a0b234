import type { Demand, Feed, Reach, TextTest } from '../sigma/rule.ts';
import { testHolds } from '../sigma/text-test.ts';
import { fits, type NamedCalls } from './calls-pattern.ts';
import { demandCovers, demandsCover, demandsKey } from './demand-cover.ts';
import type { RuleState, Undeliverable } from './derived-pattern.ts';
import { isBareReadingVerb, isSurelyChange, isSurelyChangePrefix } from './read-only.ts';
import { isTelling } from './telling-demands.ts';
import { ANY, type Cover, coverOf, covers, keyOf } from './text-cover.ts';

/** Calls of one service and one name (or more, by a prefix or suffix), for the rules that want them. */
export interface WantedCalls extends NamedCalls {
  readonly state: RuleState;
  readonly ruleIds: ReadonlySet<string>;
}

export interface RuleReach {
  readonly ruleId: string;
  readonly reach: readonly Reach[];
  /** Edge where it is left out. */
  readonly feed?: Feed;
}

/** A suffix this short says nothing about a read-only call's name. */
const MIN_SUFFIX_OF_READS = 3;

const MANY_SERVICES = 3;

const READS: RuleState = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** What the rules want, each call once, sorted; and what cannot be delivered at the edge. */
export function wantedCalls(rules: readonly RuleReach[]): {
  readonly wanted: readonly WantedCalls[];
  readonly undeliverable: readonly Undeliverable[];
} {
  const wanted = new Map<string, WantedCalls>();
  const undeliverable: Undeliverable[] = [];
  for (const { ruleId, reach: reaches } of rules) {
    for (const reach of reaches) {
      const placed = placeReach(reach);
      for (const calls of placed.wanted) merge(wanted, calls, ruleId);
      if (placed.because !== null) undeliverable.push(undeliverableOf(ruleId, reach, placed.because));
    }
  }
  return { wanted: withoutCovered([...wanted.values()].sort(byKey)), undeliverable };
}

type Placed = Omit<WantedCalls, 'ruleIds'>;

function placeReach(reach: Reach): {
  readonly wanted: readonly Placed[];
  readonly because: Undeliverable['because'] | null;
} {
  const wanted: Placed[] = [];
  let because: Undeliverable['because'] | null = null;
  if (!isFromCloudTrail(reach)) return { wanted, because };
  for (const source of sourceCovers(reach)) {
    for (const name of nameCovers(reach.eventName)) {
      const placed = placeCalls(source, name, reach.demands);
      if (placed === null) {
        because = source.kind === 'any' && name.kind === 'any' ? 'names-no-call' : 'name-too-long';
        continue;
      }
      wanted.push(placed);
      if (placed.state !== READS && mayBeRead(name)) because ??= 'needs-all-reads';
    }
  }
  return { wanted, because };
}

/** Findings are no calls; their patterns are apart. */
function isFromCloudTrail({ demands }: Reach): boolean {
  const types = demands.find(({ field }) => field === 'eventType')?.tests;
  return (
    types === undefined || !types.every((test) => test.kind === 'equals' && testHolds(test, 'AwsFinding'))
  );
}

/** With all demands, or with those that fit and are still enough to go by; null: there is no such pattern. */
function placeCalls(source: Cover, name: Cover, demands: readonly Demand[]): Placed | null {
  const telling = demands.filter((demand) => isTelling([demand]));
  for (const kept of [demands, telling, telling.slice(0, 1), []]) {
    const calls = { source, name, demands: demandCovers(kept) };
    const isTold = isTelling(kept);
    if (source.kind === 'any' && name.kind === 'any' && !isTold) continue;
    if (fits([calls])) return { ...calls, state: isTold && mayBeRead(name) ? READS : stateFor(name) };
  }
  return null;
}

/**
 * Only the beginning of an event source tells services apart: all end alike. Services are not listed where there are
 * many and names and demands pick few calls anyway: each list would cost a third of a pattern.
 */
function sourceCovers({ eventSource, eventName, demands }: Reach): readonly Cover[] {
  if (eventSource === null) return [ANY];
  if (eventSource.length >= MANY_SERVICES && eventName !== null && isTelling(demands)) return [ANY];
  return eventSource.map((test) => {
    const cover = coverOf(test);
    return cover.kind === 'suffix' ? ANY : cover;
  });
}

function nameCovers(tests: readonly TextTest[] | null): readonly Cover[] {
  return tests === null ? [ANY] : tests.map(coverOf);
}

/** One rule delivers a name: in the ordinary state if it is surely a change, otherwise in the one that delivers all. */
function stateFor(name: Cover): RuleState {
  switch (name.kind) {
    case 'any':
      return 'ENABLED';
    case 'exact':
      return isSurelyChange(name.text) ? 'ENABLED' : READS;
    case 'prefix':
      return isSurelyChangePrefix(name.text) || isBareReadingVerb(name.text) ? 'ENABLED' : READS;
    case 'suffix':
      return name.text.length < MIN_SUFFIX_OF_READS ? 'ENABLED' : READS;
    case 'wildcard':
      return isSurelyChangePrefix(beginningOf(name.text)) || isMostlyWild(name.text) ? 'ENABLED' : READS;
    default: {
      const unreachable: never = name;
      return unreachable;
    }
  }
}

function mayBeRead(name: Cover): boolean {
  switch (name.kind) {
    case 'any':
    case 'suffix':
      return true;
    case 'exact':
      return !isSurelyChange(name.text);
    case 'prefix':
      return !isSurelyChangePrefix(name.text);
    case 'wildcard':
      return !isSurelyChangePrefix(beginningOf(name.text));
    default: {
      const unreachable: never = name;
      return unreachable;
    }
  }
}

function beginningOf(wildcard: string): string {
  return wildcard.split('*')[0] ?? '';
}

function isMostlyWild(wildcard: string): boolean {
  return Math.max(...wildcard.split('*').map((part) => part.length)) < MIN_SUFFIX_OF_READS;
}

function merge(wanted: Map<string, WantedCalls>, calls: Placed, ruleId: string): void {
  const key = keyOfCalls(calls);
  const same = wanted.get(key);
  wanted.set(
    key,
    same === undefined
      ? { ...calls, ruleIds: new Set([ruleId]) }
      : {
          ...same,
          name: smallerSpelling(same.name, calls.name),
          source: smallerSpelling(same.source, calls.source),
          ruleIds: new Set([...same.ruleIds, ruleId]),
        },
  );
}

/** Two rules may spell one name differently: the outcome must not depend on their order. */
function smallerSpelling(a: Cover, b: Cover): Cover {
  return a.kind === 'any' || b.kind === 'any' || a.text <= b.text ? a : b;
}

function keyOfCalls(calls: Placed): string {
  return `${keyOf(calls.source)} / ${keyOf(calls.name)} / ${calls.state} / ${demandsKey(calls.demands)}`;
}

function byKey(a: WantedCalls, b: WantedCalls): number {
  const [first, second] = [keyOfCalls(a), keyOfCalls(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** A call that another pattern delivers anyway is left to that one: it should arrive once. */
function withoutCovered(all: readonly WantedCalls[]): readonly WantedCalls[] {
  const wide = all.filter(({ source, name }) => source.kind !== 'exact' || name.kind !== 'exact');
  const siblings = Map.groupBy(all, callKey);
  const kept = new Map<WantedCalls, Set<string>>();
  const coverOfCalls = (calls: WantedCalls): WantedCalls =>
    [...(siblings.get(callKey(calls)) ?? []), ...wide].find(
      (other) => other !== calls && isCovered(calls, other),
    ) ?? calls;
  for (const calls of all) {
    let home = calls;
    for (let next = coverOfCalls(home); next !== home; next = coverOfCalls(home)) home = next;
    const ruleIds = kept.get(home) ?? new Set<string>();
    for (const ruleId of calls.ruleIds) ruleIds.add(ruleId);
    kept.set(home, ruleIds);
  }
  return [...kept].map(([calls, ruleIds]) => ({ ...calls, ruleIds })).sort(byKey);
}

function callKey({ source, name }: WantedCalls): string {
  return `${keyOf(source)} / ${keyOf(name)}`;
}

/** What is delivered with read-only calls is delivered without them too. */
function isCovered(calls: WantedCalls, other: WantedCalls): boolean {
  return (
    (calls.state === other.state || other.state === READS) &&
    covers(other.source, calls.source) &&
    covers(other.name, calls.name) &&
    demandsCover(other.demands, calls.demands)
  );
}

const EXPLANATIONS: Readonly<Record<Undeliverable['because'], string>> = {
  'names-no-call':
    'names neither a service nor a call, so it would need every call; name an eventSource, an eventName, an errorCode, a userAgent or the like, or let it read the archive feed (feed: archive)',
  'needs-all-reads':
    'would need all read-only calls of a service; name the read-only calls it is about, or their errorCode, userAgent or the like, or let it read the archive feed (feed: archive)',
  'name-too-long':
    'names something that does not fit into an event pattern; name less of it (startswith, endswith), or let it read the archive feed (feed: archive)',
};

function undeliverableOf(ruleId: string, reach: Reach, because: Undeliverable['because']): Undeliverable {
  return { ruleId, reach, because, explanation: EXPLANATIONS[because] };
}
