import type { JsonObject, JsonValue } from '../cloudtrail/json.ts';
import { type Gate, gateReader, gatesOf } from './gate.ts';
import type { DemandTest, Reach } from './rule.ts';
import { testHolds } from './text-test.ts';

/** Of the rules about one kind of call, those that the record in hand may match, in their order. */
export type MatchPlan<Rule> = (record: JsonObject) => readonly Rule[];

interface Placed<Rule> {
  readonly rule: Rule;
  readonly place: number;
}

interface Gated<Rule> extends Placed<Rule> {
  readonly gate: Gate;
}

/** A field read once for all rules that hang on it. */
interface Group<Rule> {
  read(record: JsonObject): JsonValue;
  passing(value: string): readonly Placed<Rule>[];
  readonly all: readonly Placed<Rule>[];
}

/** Texts remembered of one field. */
const MOST_REMEMBERED = 1_000;
const LONGEST_TEXT = 200;

/**
 * Rules that most calls cannot match, since they are about the root user, about failures or the like, are passed over
 * by one look at one field, which they share.
 */
export function planMatch<Rule extends { readonly reach: readonly Reach[] }>(
  rules: readonly Rule[],
): MatchPlan<Rule> {
  const open: Placed<Rule>[] = [];
  const gated = new Map<string, Gated<Rule>[]>();
  for (const [place, rule] of rules.entries()) {
    const gates = gatesOf(rule.reach);
    if (gates === null) open.push({ rule, place });
    for (const gate of gates ?? []) {
      gated.set(gate.field, [...(gated.get(gate.field) ?? []), { rule, place, gate }]);
    }
  }
  const groups = [...gated].map(([field, members]) => groupOf(field, members));
  const openRules = open.map(({ rule }) => rule);
  return (record) => {
    let found: readonly Placed<Rule>[] = open;
    for (const { read, passing, all } of groups) {
      const value = read(record);
      if (value === null) continue;
      const more = typeof value === 'string' ? passing(value) : all;
      if (more.length > 0) found = [...found, ...more];
    }
    if (found === open) return openRules;
    const byPlace = new Map(found.map(({ rule, place }) => [place, rule]));
    return [...byPlace].sort(([a], [b]) => a - b).map(([, rule]) => rule);
  };
}

function groupOf<Rule>(field: string, members: readonly Gated<Rule>[]): Group<Rule> {
  let remembered = new Map<string, readonly Placed<Rule>[]>();
  const lengths = lengthsOf(members.flatMap(({ gate }) => gate.tests));
  return {
    read: gateReader(field),
    all: members,
    passing(value) {
      // Looking up a new text means to read all of it; most are told apart by their length.
      if (lengths !== null && !lengths.has(value.length)) return [];
      const known = remembered.get(value);
      if (known !== undefined) return known;
      const passing = members.filter(({ gate }) => gate.tests.some((test) => testHolds(test, value)));
      if (value.length > LONGEST_TEXT) return passing;
      if (remembered.size >= MOST_REMEMBERED) remembered = new Map();
      remembered.set(value, passing);
      return passing;
    },
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
