import type { Edge } from './edge.ts';
import { rulesAbout } from './edge.ts';
import { detailTypeOf, sourceOfService } from './event-of.ts';
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

/** A branch that source and name leave open, with its tests as fields of the screen. */
interface OpenBranch {
  readonly branch: Branch;
  /** Fields without which it cannot match. */
  readonly needed: readonly number[];
}

export function createScreen({ rules }: Edge): Screen {
  const paths = new Set(rules.flatMap(({ branches }) => branches.flat().map(({ path }) => path)));
  const below = [...paths].filter((path) => path.startsWith(DETAIL)).map((path) => path.slice(DETAIL.length));
  const fields = outermost([...OWN_FIELDS, ...below]);
  const placeOf = new Map(fields.map((field, place) => [`${DETAIL}${field}`, place]));
  let remembered = new Map<string, Map<string, readonly OpenBranch[]>>();
  let count = 0;
  const openFor = (eventSource: string, eventName: string): readonly OpenBranch[] => {
    const known = remembered.get(eventName)?.get(eventSource);
    if (known !== undefined) return known;
    if (count >= MOST_REMEMBERED) [remembered, count] = [new Map(), 0];
    const found = rulesAbout(rules, eventSource, eventName).flatMap(({ branches }) =>
      branches.map((branch) => ({ branch, needed: neededBy(branch, placeOf) })),
    );
    const sources = remembered.get(eventName) ?? new Map<string, readonly OpenBranch[]>();
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
      for (const { branch, needed } of openFor(source, name)) {
        if (needed.every((field) => record.has(field)) && !isRefuted(branch, textsOf(record, placeOf)))
          return false;
      }
      return true;
    },
  };
}

function textsOf(record: ScreenedRecord, placeOf: ReadonlyMap<string, number>) {
  return (path: string): string | null | undefined => {
    if (path === 'detail-type') return detailTypeOf(record.text(TYPE));
    if (path === 'source') return sourceOfService(record.text(SOURCE));
    const place = placeOf.get(path);
    return place === undefined ? undefined : record.text(place);
  };
}

function neededBy(branch: Branch, placeOf: ReadonlyMap<string, number>): readonly number[] {
  return branch
    .filter(({ tests }) => tests.every(({ kind }) => kind !== 'absent'))
    .map(({ path }) => placeOf.get(path))
    .filter((place) => place !== undefined);
}

/** Of a path and another below it only the outer one is kept: whether anything is there is known of that. */
function outermost(paths: readonly string[]): readonly string[] {
  const unique = [...new Set(paths)];
  return unique.filter((path) => !unique.some((other) => path.startsWith(`${other}.`)));
}
