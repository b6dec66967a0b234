import { addCalls, type Firing, LATENESS_MS } from '../baseline/correlation/add-calls.ts';
import { NOTHING_SEEN, readGroup, writeGroup } from '../baseline/correlation/seen-group.ts';
import type { Sighting, Watch } from '../baseline/correlation/watch.ts';
import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { FactReader } from '../facts/facts.ts';
import type { Memory, MemoryChange } from '../ports/memory.ts';
import type { Correlation } from '../sigma/correlation.ts';

/** What looking at calls together needs. */
export interface Correlations {
  readonly watch: Watch;
  readonly memory: Memory;
}

export interface WatchedCall {
  readonly call: ApiCall;
  readonly facts: FactReader;
}

/** A correlation that holds with a call. */
export interface FiredCall {
  readonly correlation: Correlation;
  /** What the memory knows the group by. */
  readonly key: string;
  /** The values of `group-by`. */
  readonly group: readonly string[];
  readonly call: WatchedCall;
  readonly firing: Firing;
}

/** What calls count for, of one group, with the calls themselves. */
interface GroupSightings {
  readonly correlation: Correlation;
  readonly key: string;
  readonly group: readonly string[];
  readonly seen: { readonly sighting: Sighting; readonly call: WatchedCall }[];
}

/** Groups recalled and written at once. */
const GROUPS_AT_ONCE = 500;
/** Times in a row that others changed a group before us. */
const TRIES = 8;

/**
 * Counts the calls for all correlations that are about them, with one write for each group, and says which hold.
 * The same calls again change nothing and say the same.
 *
 * @throws Error when the memory fails: nothing of this may then be taken as counted
 */
export async function correlateCalls(
  { watch, memory }: Correlations,
  calls: readonly WatchedCall[],
  now: number,
): Promise<readonly FiredCall[]> {
  const fired: FiredCall[] = [];
  const groups = new Map<string, GroupSightings>();
  const add = (sightings: readonly Sighting[], call: WatchedCall) => {
    for (const sighting of sightings) {
      const { correlation, key, group } = sighting;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { correlation, key, group, seen: [{ sighting, call }] });
      else known.seen.push({ sighting, call });
    }
  };
  for (const call of calls) add(watch.sightings(call.call, call.facts, now), call);
  for (const level of watch.levels) {
    const ready = [...groups.values()].filter(({ correlation }) => level.includes(correlation));
    for (let at = 0; at < ready.length; at += GROUPS_AT_ONCE) {
      const found = await count(memory, ready.slice(at, at + GROUPS_AT_ONCE));
      for (const one of found) {
        fired.push(one);
        const { call, facts } = one.call;
        add(watch.sightingsOf(one.correlation, call, facts, now), one.call);
      }
    }
  }
  return fired;
}

/** Writes what changed; what somebody else changed in the meantime is counted anew on top of theirs. */
async function count(memory: Memory, groups: readonly GroupSightings[]): Promise<readonly FiredCall[]> {
  const fired: FiredCall[] = [];
  let open = groups;
  for (let tried = 0; tried < TRIES && open.length > 0; tried += 1) {
    const known = await memory.recall(open.map(({ key }) => key));
    const counted = open.map((group) => {
      const before = known.get(group.key);
      const seen = before === undefined ? NOTHING_SEEN : readGroup(before.text);
      const added = addCalls(
        group.correlation,
        seen,
        group.seen.map(({ sighting }) => sighting.call),
      );
      const text = writeGroup(added.group);
      const newest = added.group.calls.at(-1)?.at ?? 0;
      const expiresAt = newest + group.correlation.timespanMs + LATENESS_MS;
      const change: MemoryChange = { key: group.key, text, replaces: before?.version ?? null, expiresAt };
      return { group, firings: added.firings, change, isChanged: text !== before?.text };
    });
    const refused = await memory.remember(
      counted.filter(({ isChanged }) => isChanged).map(({ change }) => change),
    );
    for (const { group, firings } of counted) {
      if (!refused.has(group.key)) fired.push(...firings.flatMap((firing) => firedCall(group, firing)));
    }
    open = open.filter(({ key }) => refused.has(key));
  }
  if (open.length > 0) throw new Error(`memory: ${open.length} groups changed ${TRIES} times meanwhile`);
  return fired;
}

/** Of a call that came twice at once, both. */
function firedCall({ correlation, key, group, seen }: GroupSightings, firing: Firing): readonly FiredCall[] {
  return seen
    .filter(({ sighting }) => sighting.call.id === firing.carrier)
    .map(({ call }) => ({ correlation, key, group, call, firing }));
}
