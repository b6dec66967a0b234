import type { Correlation } from '../../sigma/correlation.ts';
import type { SeenCall, SeenGroup, ToldCall } from './seen-group.ts';
import { windowTest } from './window-test.ts';

/** A call as it comes: what is seen of it and what is told. */
export type NewCall = Omit<SeenCall, 'count'> & Pick<ToldCall, 'words'>;

/** A correlation that holds. */
export interface Firing {
  /** The id of the new call that it came true with. */
  readonly carrier: string;
  /** The end of the window, milliseconds since 1970. */
  readonly at: number;
  readonly firstAt: number;
  /** How many calls stand behind it. */
  readonly calls: number;
  /** The latest of them, at most a few of each rule, by time. */
  readonly told: readonly ToldCall[];
}

/** CloudTrail usually delivers within 5 minutes, "on average"; what comes later than this may meet a window half forgotten. */
export const LATENESS_MS = 30 * 60_000;
/** Calls kept of a group, about 40 bytes each; older ones are put together. */
export const CALLS_KEPT = 1_000;
const TOLD_OF_EACH_RULE = 4;
const FIRED_KEPT = 8;
/** Slices of a time span into which older calls are put together. */
const SLICES = 64;

/**
 * Adds calls to a group, in any order, and says where the condition came to hold. A call seen before is not counted
 * again; when it carried a correlation, it carries it again, so that a run after a crash pages as the first would have.
 * Otherwise a group that fired is quiet for one time span.
 */
export function addCalls(
  correlation: Pick<Correlation, 'condition' | 'rules' | 'timespanMs'>,
  group: SeenGroup,
  added: readonly NewCall[],
): { readonly group: SeenGroup; readonly firings: readonly Firing[] } {
  const calls = mergedCalls(group.calls, added);
  const told = mergedTold(group.told, added);
  const firings = firingsIn(correlation, calls, told, new Set(added.map(seenKey)), group.fired);
  const newest = calls.at(-1)?.at ?? 0;
  const kept = calls.filter(({ at }) => at >= newest - correlation.timespanMs - LATENESS_MS);
  return {
    group: {
      calls: bounded(kept, correlation),
      told: told.filter(({ at }) => at >= newest - correlation.timespanMs - LATENESS_MS),
      fired: latestFired([...group.fired, ...firings.map(({ at, carrier }) => ({ at, id: carrier }))]),
    },
    firings,
  };
}

/** One call may match several of the rules, and counts once for each. */
function seenKey({ id, rule }: Pick<SeenCall, 'id' | 'rule'>): string {
  return `${rule}/${id}`;
}

function mergedCalls(known: readonly SeenCall[], added: readonly NewCall[]): readonly SeenCall[] {
  const all = new Map(known.map((call) => [seenKey(call), call]));
  for (const { at, id, rule, value } of added) {
    if (!all.has(seenKey({ id, rule }))) all.set(seenKey({ id, rule }), { at, id, rule, value, count: 1 });
  }
  return [...all.values()].sort((a, b) => a.at - b.at || a.rule - b.rule);
}

function mergedTold(known: readonly ToldCall[], added: readonly NewCall[]): readonly ToldCall[] {
  const all = new Map(known.map((call) => [seenKey(call), call]));
  for (const { at, id, rule, words } of added) all.set(seenKey({ id, rule }), { at, id, rule, words });
  const byTime = [...all.values()].sort((a, b) => a.at - b.at);
  return [...Map.groupBy(byTime, ({ rule }) => rule).values()]
    .flatMap((ofRule) => ofRule.slice(-TOLD_OF_EACH_RULE))
    .sort((a, b) => a.at - b.at);
}

/** Of all windows that end with a call and have a new one in them, those in which the condition holds. */
function firingsIn(
  correlation: Pick<Correlation, 'condition' | 'rules' | 'timespanMs'>,
  calls: readonly SeenCall[],
  told: readonly ToldCall[],
  isNew: ReadonlySet<string>,
  before: SeenGroup['fired'],
): readonly Firing[] {
  const { timespanMs } = correlation;
  const test = windowTest(correlation);
  const firings: Firing[] = [];
  const fired = [...before];
  let start = 0;
  let lastNew = -1;
  for (const [end, last] of calls.entries()) {
    if (isNew.has(seenKey(last))) lastNew = end;
    // Calls of one second come in no order: a window has all of them.
    if (calls[end + 1]?.at === last.at) continue;
    while ((calls[start]?.at ?? last.at) < last.at - timespanMs) start += 1;
    const carrier = calls[lastNew];
    if (carrier === undefined || lastNew < start) continue;
    const known = fired.some(({ at, id }) => at === last.at && id === carrier.id);
    const isQuiet = fired.some(({ at }) => Math.abs(at - last.at) <= timespanMs);
    if (isQuiet && !known) continue;
    const window = calls.slice(start, end + 1);
    if (!test(window)) continue;
    if (!known) fired.push({ at: last.at, id: carrier.id });
    const firstAt = window[0]?.at ?? last.at;
    firings.push({
      carrier: carrier.id,
      at: last.at,
      firstAt,
      calls: window.reduce((sum, { count }) => sum + count, 0),
      told: told.filter(({ at }) => at >= firstAt && at <= last.at),
    });
  }
  return firings;
}

function latestFired(fired: SeenGroup['fired']): SeenGroup['fired'] {
  const unique = new Map(fired.map((one) => [`${one.at}/${one.id}`, one]));
  return [...unique.values()].sort((a, b) => a.at - b.at).slice(-FIRED_KEPT);
}

/**
 * Beyond what is kept, older calls are put together: of counted values the latest call with each, of temporal rules the
 * latest calls, otherwise one sum for each slice of the time span. A call put together is not known again when it comes
 * again after a crash: it is then counted twice, which may page too early and never too late.
 */
function bounded(
  calls: readonly SeenCall[],
  { condition, timespanMs }: Pick<Correlation, 'condition' | 'timespanMs'>,
): readonly SeenCall[] {
  if (calls.length <= CALLS_KEPT) return calls;
  if (condition.type === 'value_count') {
    const latest = new Map(calls.map((call) => [call.value, call]));
    return [...latest.values()].sort((a, b) => a.at - b.at).slice(-CALLS_KEPT);
  }
  const isSum = condition.type === 'event_count' || condition.type === 'value_sum';
  if (!isSum && condition.type !== 'value_avg') return calls.slice(-CALLS_KEPT);
  const old = calls.slice(0, -CALLS_KEPT / 2);
  const sliceMs = timespanMs / SLICES;
  const slices = Map.groupBy(old, ({ at, rule }) => `${rule}/${Math.floor(at / sliceMs)}`);
  return [...[...slices.values()].map(together), ...calls.slice(-CALLS_KEPT / 2)].sort((a, b) => a.at - b.at);
}

function together(calls: readonly SeenCall[]): SeenCall {
  const last = calls.at(-1);
  if (last === undefined) throw new Error('a slice without calls');
  return {
    ...last,
    count: calls.reduce((sum, { count }) => sum + count, 0),
    value: last.value === null ? null : calls.reduce((sum, { value }) => sum + Number(value), 0),
  };
}
