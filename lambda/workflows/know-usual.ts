import { noveltyOf } from '../baseline/usual/novelty-of.ts';
import { habitOwnerOf, sightingOf } from '../baseline/usual/sighting-of.ts';
import { EVERYBODY, readUsual, usualKeyOf, writeUsual } from '../baseline/usual/stored-usual.ts';
import {
  DAY_MS,
  KEPT_DAYS,
  learn,
  mergeUsual,
  NOTHING_USUAL,
  type Sighting,
  type Usual,
} from '../baseline/usual/usual.ts';
import type { ApiCall } from '../cloudtrail/api-call.ts';
import { type NetworkLookup, NO_NETWORKS } from '../facts/networks/address-network.ts';
import type { NoveltyLookup } from '../facts/novelty.ts';
import type { Memory, MemoryChange } from '../ports/memory.ts';

/** What is known of the habits of those who call. */
export interface KnownUsual {
  readonly novelty: NoveltyLookup;
  /** Why less is known than could be; one sentence each. */
  readonly errors: readonly string[];
}

/** Times in a row that others changed the same habits before us. */
const TRIES = 4;
/** Habits recalled and written together. */
const STORED_AT_ONCE = 500;

/**
 * Recalls, in one read for each principal, what is usual for those who call. A memory that is away holds up no call:
 * nothing is then new.
 */
export async function knowUsual(
  memory: Memory,
  calls: readonly ApiCall[],
  networks: NetworkLookup = NO_NETWORKS,
): Promise<KnownUsual> {
  const keys = [...new Set(calls.flatMap((call) => keyOf(call) ?? []))];
  if (keys.length === 0) return { novelty: () => null, errors: [] };
  try {
    const recalled = await memory.recall([...keys, EVERYBODY]);
    const known = new Map([...recalled].map(([key, { text }]) => [key, readUsual(text)]));
    const usualBy = (key: string): Usual => known.get(key) ?? NOTHING_USUAL;
    const novelty: NoveltyLookup = (call) => {
      const key = keyOf(call);
      const sighting = key === null ? null : sightingOf(call, networks);
      return key === null || sighting === null ? null : noveltyOf(sighting, usualBy(key), usualBy(EVERYBODY));
    };
    return { novelty, errors: [] };
  } catch (cause) {
    return { novelty: () => null, errors: [`habits were not recalled: ${inWords(cause)}`] };
  }
}

/**
 * Learns from calls that were dealt with, in at most one write for each principal: none where nothing changed, which
 * is on most of a day. What was refused teaches nothing: somebody who tries doors is not at home behind them.
 *
 * @returns why less was learned than could be
 */
export async function learnUsual(
  memory: Memory,
  calls: readonly ApiCall[],
  now: number,
  networks: NetworkLookup = NO_NETWORKS,
): Promise<readonly string[]> {
  const sightings = new Map<string, Sighting[]>();
  for (const call of calls) {
    const key = call.error === null ? keyOf(call) : null;
    const sighting = key === null ? null : sightingOf(call, networks);
    if (key === null || sighting === null) continue;
    for (const each of [key, EVERYBODY]) {
      const seen = sightings.get(each);
      if (seen === undefined) sightings.set(each, [sighting]);
      else seen.push(sighting);
    }
  }
  try {
    const today = Math.floor(now / DAY_MS);
    const learned = (key: string, usual: Usual) => learn(usual, sightings.get(key) ?? [], today);
    await write(memory, [...sightings.keys()], now, learned);
    return [];
  } catch (cause) {
    return [`habits were not learned: ${inWords(cause)}`];
  }
}

/**
 * Adds what old logs taught to what is known.
 *
 * @param usual by what the memory knows each by
 * @throws Error when the memory fails, or is busy: part of it may be stored, and may be stored again
 */
export async function storeUsual(
  memory: Memory,
  usual: ReadonlyMap<string, Usual>,
  now: number,
): Promise<void> {
  const today = Math.floor(now / DAY_MS);
  const merged = (key: string, before: Usual) => mergeUsual(before, usual.get(key) ?? NOTHING_USUAL, today);
  const keys = [...usual.keys()];
  for (let at = 0; at < keys.length; at += STORED_AT_ONCE) {
    await write(memory, keys.slice(at, at + STORED_AT_ONCE), now, merged);
  }
}

async function write(
  memory: Memory,
  keys: readonly string[],
  now: number,
  change: (key: string, before: Usual) => Usual,
): Promise<void> {
  let open = keys;
  for (let tried = 0; tried < TRIES && open.length > 0; tried += 1) {
    const known = await memory.recall(open);
    const changes = open.flatMap((key): readonly MemoryChange[] => {
      const before = known.get(key);
      const usual = before === undefined ? NOTHING_USUAL : readUsual(before.text);
      const text = writeUsual(change(key, usual));
      if (text === before?.text) return [];
      return [{ key, text, replaces: before?.version ?? null, expiresAt: now + KEPT_DAYS * DAY_MS }];
    });
    open = [...(await memory.remember(changes))];
  }
  if (open.length > 0) throw new Error(`${open.length} changed ${TRIES} times meanwhile`);
}

function keyOf(call: ApiCall): string | null {
  const owner = habitOwnerOf(call);
  return owner === null ? null : usualKeyOf(owner);
}

function inWords(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
