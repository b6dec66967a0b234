import type { JsonObject } from '../cloudtrail/json.ts';
import { type Gate, gateReader, gatesOf } from './gate.ts';
import { ordinaryRecord } from './ordinary-record.ts';
import type { DemandTest, Reach } from './rule.ts';
import type { Placed } from './rule-index.ts';
import { testHolds } from './text-test.ts';

/** Of the rules about one kind of call, those that the record in hand may match, in their order. */
export type MatchPlan<Rule> = (record: JsonObject) => readonly Rule[];

interface Gated<Rule> extends Placed<Rule> {
  readonly gate: Gate;
}

/** Reads a field once for all rules that hang on it, and says which of them it lets through. */
type Group<Rule> = (record: JsonObject) => readonly Placed<Rule>[];

const NONE: readonly never[] = [];

/** Texts remembered of one field. */
const MOST_REMEMBERED = 1_000;
const LONGEST_TEXT = 200;

/**
 * Rules that most calls cannot match, since they are about the root user, about failures or the like, are passed over
 * by one look at one field, which they share. Plans with the same such rules share what they remember of a field.
 */
export function createPlanner<Rule extends { readonly reach: readonly Reach[] }>(): (
  rules: readonly Placed<Rule>[],
) => MatchPlan<Rule> {
  const shared = new Map<
    string,
    { readonly members: readonly Gated<Rule>[]; readonly group: Group<Rule> }[]
  >();
  const groupOf = (field: string, members: readonly Gated<Rule>[]): Group<Rule> => {
    const known = shared.get(field) ?? [];
    const same = known.find((one) => areSame(one.members, members));
    if (same !== undefined) return same.group;
    const group = createGroup(field, members);
    if (known.length < MOST_REMEMBERED) shared.set(field, [...known, { members, group }]);
    return group;
  };
  return (rules) => {
    const { open, gated } = sortOut(rules);
    const groups = new Map([...gated].map(([field, members]) => [field, groupOf(field, members)] as const));
    return planOf(open, groups);
  };
}

function sortOut<Rule extends { readonly reach: readonly Reach[] }>(rules: readonly Placed<Rule>[]) {
  const open: Placed<Rule>[] = [];
  const gated = new Map<string, Gated<Rule>[]>();
  for (const { rule, place } of rules) {
    const gates = gatesOf(rule.reach);
    if (gates === null) open.push({ rule, place });
    for (const { field, tests } of gates ?? []) {
      const members = gated.get(field) ?? [];
      const last = members.at(-1);
      // Several gates of one rule on one field are one: any of their tests opens it.
      const isAgain = last?.place === place;
      const gate = { field, tests: isAgain ? [...last.gate.tests, ...tests] : tests };
      gated.set(field, [...(isAgain ? members.slice(0, -1) : members), { rule, place, gate }]);
    }
  }
  return { open, gated };
}

function areSame<Rule>(left: readonly Gated<Rule>[], right: readonly Gated<Rule>[]): boolean {
  return left.length === right.length && left.every(({ rule }, index) => rule === right[index]?.rule);
}

function planOf<Rule>(
  open: readonly Placed<Rule>[],
  byField: ReadonlyMap<string, Group<Rule>>,
): MatchPlan<Rule> {
  const openRules = open.map(({ rule }) => rule);
  const groups = [...byField.values()];
  const alarms = new Map(
    [...byField].map(([field, group]) => [field, (record: JsonObject) => group(record).length > 0] as const),
  );
  const isOrdinary = ordinaryRecord(alarms) ?? (() => false);
  return (record) => {
    if (isOrdinary(record)) return openRules;
    let found: readonly Placed<Rule>[] = open;
    // Every call of a trail passes here: an index is cheaper than an iterator.
    for (let index = 0; index < groups.length; index += 1) {
      const more = groups[index]?.(record) ?? NONE;
      if (more.length > 0) found = found.length === 0 ? more : merged(found, more);
    }
    return found === open ? openRules : found.map(({ rule }) => rule);
  };
}

/** Both in one order, and what stands in both once. */
function merged<Rule>(
  left: readonly Placed<Rule>[],
  right: readonly Placed<Rule>[],
): readonly Placed<Rule>[] {
  const found: Placed<Rule>[] = [];
  let [at, other] = [0, 0];
  while (at < left.length || other < right.length) {
    const [one, two] = [left[at], right[other]];
    if (one !== undefined && (two === undefined || one.place <= two.place)) {
      found.push(one);
      at += 1;
      if (one.place === two?.place) other += 1;
    } else if (two !== undefined) {
      found.push(two);
      other += 1;
    }
  }
  return found;
}

function createGroup<Rule>(field: string, members: readonly Gated<Rule>[]): Group<Rule> {
  const read = gateReader(field);
  const passing = passingOf(members);
  const lengths = lengthsOf(members.flatMap(({ gate }) => gate.tests));
  const onlyLength = lengths?.size === 1 ? [...lengths][0] : undefined;
  return (record) => {
    const value = read(record);
    if (value === null) return NONE;
    if (typeof value !== 'string') return members;
    // Looking up a new text means to read all of it; most are told apart by their length.
    if (onlyLength !== undefined && value.length !== onlyLength) return NONE;
    return lengths === null || lengths.has(value.length) ? passing(value) : NONE;
  };
}

/** Those that a text lets through, remembered; first of all for the last text, since calls come in runs. */
function passingOf<Rule>(members: readonly Gated<Rule>[]): (value: string) => readonly Placed<Rule>[] {
  let remembered = new Map<string, readonly Placed<Rule>[]>();
  let last = '';
  let lastPassing: readonly Placed<Rule>[] | null = null;
  const find = (value: string): readonly Placed<Rule>[] => {
    const known = remembered.get(value);
    if (known !== undefined) return known;
    const passing = members.filter(({ gate }) => gate.tests.some((test) => testHolds(test, value)));
    if (value.length > LONGEST_TEXT) return passing;
    if (remembered.size >= MOST_REMEMBERED) remembered = new Map();
    remembered.set(value, passing);
    return passing;
  };
  return (value) => {
    if (lastPassing === null || value !== last) {
      lastPassing = find(value);
      last = value;
    }
    return lastPassing;
  };
}

/** How long a text is that passes; null: it depends. A text of another length does not fold to one of ASCII. */
function lengthsOf(tests: readonly DemandTest[]): ReadonlySet<number> | null {
  const lengths = new Set<number>();
  for (const test of tests) {
    if (test.kind !== 'equals' || !/^[\x20-\x7e]*$/.test(test.value)) return null;
    lengths.add(test.value.length);
  }
  return lengths;
}
