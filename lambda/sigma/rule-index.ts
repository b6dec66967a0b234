import type { Reach, TextTest } from './rule.ts';
import { isWithin } from './text-test.ts';

/** A rule and its place in the catalogue, whose order is kept. */
export interface Placed<Rule> {
  readonly rule: Rule;
  readonly place: number;
}

interface Entry<Rule> extends Placed<Rule> {
  readonly reach: Reach;
}

/** Pairs of source and name remembered. AWS has some twenty thousand operations; an account uses a few hundred. */
const MOST_REMEMBERED = 5_000;
/** Longer texts are no names of AWS and are not kept in memory. */
const LONGEST_NAME = 200;

/**
 * Finds the rules that a call of a source and name can match. Names in full are looked up; only rules known by a
 * source alone, or by a part of a name, are tried one by one, and the answer is remembered.
 *
 * @param prepare makes of the rules found for a source and name what the caller wants of them; once for each
 */
export function createRuleIndex<Rule extends { readonly reach: readonly Reach[] }, Found>(
  rules: readonly Rule[],
  prepare: (found: readonly Placed<Rule>[], eventSource: string, eventName: string) => Found,
): (eventSource: string, eventName: string) => Found {
  const byName = new Map<string, Entry<Rule>[]>();
  const bySource = new Map<string, Entry<Rule>[]>();
  const others: Entry<Rule>[] = [];
  for (const [place, rule] of rules.entries()) {
    for (const reach of rule.reach) {
      const entry = { rule, place, reach };
      const names = exactTexts(reach.eventName);
      const sources = exactTexts(reach.eventSource);
      if (names !== null) add(byName, names, entry);
      else if (sources !== null) add(bySource, sources, entry);
      else others.push(entry);
    }
  }

  const find = (eventSource: string, eventName: string): Found => {
    const named = byName.get(eventName.toLowerCase()) ?? [];
    const sourced = bySource.get(eventSource.toLowerCase()) ?? [];
    const found = new Map<number, Rule>();
    for (const { rule, place, reach } of [...named, ...sourced, ...others]) {
      if (!found.has(place) && isWithin(reach, eventSource, eventName)) found.set(place, rule);
    }
    const placed = [...found]
      .sort(([left], [right]) => left - right)
      .map(([place, rule]) => ({ rule, place }));
    return prepare(placed, eventSource, eventName);
  };

  // By name first: hardly any name belongs to two sources, and a source is sooner compared than looked up.
  let remembered = new Map<string, Known<Found>[]>();
  let count = 0;
  return (eventSource, eventName) => {
    const known = remembered.get(eventName);
    if (known !== undefined) {
      for (let index = 0; index < known.length; index += 1) {
        const one = known[index];
        if (one !== undefined && one.eventSource === eventSource) return one.found;
      }
    }
    if (eventSource.length > LONGEST_NAME || eventName.length > LONGEST_NAME)
      return find(eventSource, eventName);
    if (count >= MOST_REMEMBERED) {
      remembered = new Map();
      count = 0;
    }
    const found = find(eventSource, eventName);
    const names = remembered.get(eventName) ?? [];
    names.push({ eventSource, found });
    remembered.set(eventName, names);
    count += 1;
    return found;
  };
}

interface Known<Found> {
  readonly eventSource: string;
  readonly found: Found;
}

function add<Rule>(index: Map<string, Entry<Rule>[]>, keys: readonly string[], entry: Entry<Rule>): void {
  for (const key of new Set(keys)) {
    const entries = index.get(key);
    if (entries === undefined) index.set(key, [entry]);
    else entries.push(entry);
  }
}

/** The tests' texts when all of them want a text in full. */
function exactTexts(tests: readonly TextTest[] | null): readonly string[] | null {
  if (tests === null || tests.some((test) => test.kind !== 'equals')) return null;
  return tests.map((test) => test.value.toLowerCase());
}
