import { isArray, isObject, type JsonValue, parseJson } from '../../cloudtrail/json.ts';

/** One call that a correlation's rule matched. */
export interface SeenCall {
  /** When it was made; milliseconds since 1970. */
  readonly at: number;
  /** The same whenever the call comes again. */
  readonly id: string;
  /** Place of the rule in `Correlation.rules`. */
  readonly rule: number;
  /** Of the field whose values are counted or added up. */
  readonly value: string | number | null;
  /** Calls this stands for: more than one where older calls were put together. */
  readonly count: number;
}

/** A call behind a correlation as it is told to people. */
export interface ToldCall {
  readonly id: string;
  readonly at: number;
  readonly rule: number;
  readonly words: string;
}

/** What is kept of the calls of one group. */
export interface SeenGroup {
  /** By time. */
  readonly calls: readonly SeenCall[];
  /** The latest of each rule. */
  readonly told: readonly ToldCall[];
  /** The latest times that the correlation held, and the call that carried it. */
  readonly fired: readonly { readonly at: number; readonly id: string }[];
}

export const NOTHING_SEEN: SeenGroup = { calls: [], told: [], fired: [] };

export function writeGroup({ calls, told, fired }: SeenGroup): string {
  return JSON.stringify({
    c: calls.map(({ at, id, rule, value, count }) => [at, id, rule, value, count]),
    t: told.map(({ id, at, rule, words }) => [id, at, rule, words]),
    f: fired.map(({ at, id }) => [at, id]),
  });
}

/** A text that is not ours counts as nothing seen. */
export function readGroup(text: string): SeenGroup {
  const read = parseJson(text);
  if (!read.ok || !isObject(read.value)) return NOTHING_SEEN;
  const { c, t, f } = read.value;
  return {
    calls: rows(c).flatMap(([at, id, rule, value = null, count]) =>
      typeof at === 'number' &&
      typeof id === 'string' &&
      typeof rule === 'number' &&
      typeof count === 'number' &&
      (value === null || typeof value === 'string' || typeof value === 'number')
        ? [{ at, id, rule, value, count }]
        : [],
    ),
    told: rows(t).flatMap(([id, at, rule, words]) =>
      typeof id === 'string' &&
      typeof at === 'number' &&
      typeof rule === 'number' &&
      typeof words === 'string'
        ? [{ id, at, rule, words }]
        : [],
    ),
    fired: rows(f).flatMap(([at, id]) =>
      typeof at === 'number' && typeof id === 'string' ? [{ at, id }] : [],
    ),
  };
}

function rows(value: JsonValue | undefined): readonly (readonly JsonValue[])[] {
  return value !== undefined && isArray(value) ? value.filter(isArray) : [];
}
