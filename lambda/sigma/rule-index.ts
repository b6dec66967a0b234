import type { Reach, TextTest } from './rule.ts';
import { isWithin } from './text-test.ts';

interface Entry<Rule> {
  readonly rule: Rule;
  /** The rule's place in the catalogue: candidates keep its order. */
  readonly place: number;
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
  prepare: (found: readonly Rule[]) => Found,
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
    return prepare([...found].sort(([left], [right]) => left - right).map(([, rule]) => rule));
  };

  let remembered = new Map<string, Map<string, Found>>();
  let count = 0;
  return (eventSource, eventName) => {
    const known = remembered.get(eventSource)?.get(eventName);
    if (known !== undefined) return known;
    if (eventSource.length > LONGEST_NAME || eventName.length > LONGEST_NAME)
      return find(eventSource, eventName);
    if (count >= MOST_REMEMBERED) {
      remembered = new Map();
      count = 0;
    }
    const found = find(eventSource, eventName);
    const names = remembered.get(eventSource) ?? new Map<string, Found>();
    remembered.set(eventSource, names.set(eventName, found));
    count += 1;
    return found;
  };
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
