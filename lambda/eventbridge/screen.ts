import type { Edge } from './edge.ts';
import { rulesAbout } from './edge.ts';
import { detailTypeOf, sourceOfService } from './event-of.ts';
import { passes } from './match-value.ts';
import type { Branch } from './pattern.ts';
import { isRefuted } from './refute.ts';

/** A record of which a few fields are known, by their places among `Screen.fields`. */
export interface ScreenedRecord {
  /** Null where the record has no such field. */
  text(field: number): string | null;
  has(field: number): boolean;
}

/** Tells from a few fields that no EventBridge rule wants a record. */
export interface Screen {
  /** Dotted paths below the record, such as `userIdentity.type`. */
  readonly fields: readonly string[];
  /** True: certainly not wanted. False: it has to be looked at. */
  isUnwanted(record: ScreenedRecord): boolean;
}

const SOURCE = 0;
const NAME = 1;
const TYPE = 2;
/** Only an event has the last one. */
const OF_EVENTS = 3;
const OWN_FIELDS = ['eventSource', 'eventName', 'eventType', 'detail-type'];
const DETAIL = 'detail.';
/** Pairs of source and name remembered. */
const MOST_REMEMBERED = 5_000;

/** A field that a branch tests, and what the tests said of its last text: texts come again and again. */
interface Condition {
  readonly place: number;
  readonly holds: (text: string | null) => boolean;
  readonly isNeeded: boolean;
  lastText: string | null;
  lastHeld: boolean;
}

export function createScreen({ rules }: Edge): Screen {
  const paths = new Set(rules.flatMap(({ branches }) => branches.flat().map(({ path }) => path)));
  const below = [...paths].filter((path) => path.startsWith(DETAIL)).map((path) => path.slice(DETAIL.length));
  const fields = outermost([...OWN_FIELDS, ...below]);
  const placeOf = new Map(fields.map((field, place) => [`${DETAIL}${field}`, place]));
  let remembered = new Map<string, Map<string, readonly (readonly Condition[])[]>>();
  let count = 0;
  const openFor = (eventSource: string, eventName: string): readonly (readonly Condition[])[] => {
    const known = remembered.get(eventName)?.get(eventSource);
    if (known !== undefined) return known;
    if (count >= MOST_REMEMBERED) [remembered, count] = [new Map(), 0];
    const source = sourceOfService(eventSource);
    const found = rulesAbout(rules, eventSource, eventName)
      .flatMap(({ branches }) => branches)
      .filter((branch) => !isRefuted(branch, (path) => (path === 'source' ? source : undefined)))
      .map((branch) => conditionsOf(branch, placeOf));
    const sources = remembered.get(eventName) ?? new Map<string, readonly (readonly Condition[])[]>();
    remembered.set(eventName, sources.set(eventSource, found));
    count += 1;
    return found;
  };
  return {
    fields,
    isUnwanted: (record) => {
      const [source, name] = [record.text(SOURCE), record.text(NAME)];
      // What names no call may be an envelope, or an Insight.
      if (source === null || name === null || source.startsWith('aws:') || record.has(OF_EVENTS))
        return false;
      const open = openFor(source, name);
      // Asked of every record: an index is cheaper than an iterator.
      for (let index = 0; index < open.length; index += 1) {
        if (mayHold(open[index] ?? [], record)) return false;
      }
      return true;
    },
  };
}

/** Whether what is known of the record refutes none of the conditions. */
function mayHold(conditions: readonly Condition[], record: ScreenedRecord): boolean {
  for (let index = 0; index < conditions.length; index += 1) {
    const condition = conditions[index];
    if (condition === undefined) continue;
    const { place, isNeeded } = condition;
    if (isNeeded && !record.has(place)) return false;
    const text = record.text(place);
    if (text !== condition.lastText) {
      condition.lastText = text;
      condition.lastHeld = condition.holds(text);
    }
    if (!condition.lastHeld) return false;
  }
  return true;
}

/** Those first that the fewest records meet: what is not there is seen at a glance. */
function conditionsOf(branch: Branch, placeOf: ReadonlyMap<string, number>): readonly Condition[] {
  const conditions = branch.flatMap(({ path, tests }): readonly Condition[] => {
    const isType = path === 'detail-type';
    const place = isType ? TYPE : placeOf.get(path);
    // Of the names it is known that they pass.
    if (place === undefined || path === `${DETAIL}eventSource` || path === `${DETAIL}eventName`) return [];
    const holds = (text: string | null): boolean => {
      const own = isType ? detailTypeOf(text) : text;
      return tests.some((test) => (own === null ? test.kind === 'absent' : passes(test, own)));
    };
    const isNeeded = !isType && tests.every(({ kind }) => kind !== 'absent');
    return [{ place, holds, isNeeded, lastText: null, lastHeld: holds(null) }];
  });
  const rank = ({ place, isNeeded }: Condition): number => (isNeeded ? (place === TYPE ? 1 : 0) : 2);
  return conditions.sort((one, other) => rank(one) - rank(other));
}

/** Of a path and another below it only the outer one is kept: whether anything is there is known of that. */
function outermost(paths: readonly string[]): readonly string[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => path.startsWith(`${other}.`)));
}
