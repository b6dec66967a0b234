import type { ApiCall, Principal } from '../../lambda/cloudtrail/api-call.ts';
import type { Ancestry } from '../../lambda/people/descent.ts';
import { type Entry, entryOf, isOpen, type PeopleConfig, type Tally } from './entry.ts';

/** Session names and users are chosen by callers: more different ones than this are counted, not listed. */
export const MOST_ENTRIES = 20_000;
/** Sessions kept to be told at the end where they came from; each with one record, about 2 KB. */
const MOST_SESSIONS = 20_000;

/** Everybody seen so far, in bounded memory. */
export class Roster {
  readonly #config: PeopleConfig;
  readonly #ancestry: Ancestry;
  readonly #entries = new Map<string, Entry>();
  /** By access key: a trail may tell where a session came from after the session's calls. */
  readonly #sessions = new Map<string, { readonly call: ApiCall; tally: Tally }>();
  #unlisted = 0;

  constructor(config: PeopleConfig, ancestry: Ancestry) {
    this.#config = config;
    this.#ancestry = ancestry;
  }

  add(call: ApiCall): void {
    const tally = { calls: 1, firstAt: call.eventTime, lastAt: call.eventTime };
    const key = sessionKeyOf(call.principal);
    const session = key === null ? undefined : this.#sessions.get(`${call.account} ${key}`);
    if (session !== undefined) {
      session.tally = together(session.tally, tally);
    } else if (key !== null && this.#sessions.size < MOST_SESSIONS) {
      this.#sessions.set(`${call.account} ${key}`, { call, tally });
    } else {
      this.#count(call, tally);
    }
  }

  /**
   * What was seen: those for whom nobody would be asked first, then those with an owner, then persons, the least sure
   * first; many calls before few. Nothing may be added afterwards.
   */
  finish(): { readonly entries: readonly Entry[]; readonly unlisted: number } {
    for (const { call, tally } of this.#sessions.values()) this.#count(call, tally);
    this.#sessions.clear();
    const entries = [...this.#entries.values()].sort(
      (left, right) => rankOf(left) - rankOf(right) || right.calls - left.calls,
    );
    return { entries, unlisted: this.#unlisted };
  }

  #count(call: ApiCall, tally: Tally): void {
    const { key, entry } = entryOf(call, tally, this.#config, this.#ancestry(call));
    const earlier = this.#entries.get(key);
    if (earlier === undefined && this.#entries.size >= MOST_ENTRIES) {
      this.#unlisted += tally.calls;
      return;
    }
    const named = earlier?.principal.startsWith('arn:') === true ? earlier : entry;
    this.#entries.set(key, { ...named, ...(earlier === undefined ? tally : together(earlier, tally)) });
  }
}

/** The temporary key of a session that somebody made. */
function sessionKeyOf({ kind, accessKeyId }: Principal): string | null {
  const made = kind === 'role-session' || kind === 'web-identity' || kind === 'federated';
  return made ? accessKeyId : null;
}

function together(one: Tally, other: Tally): Tally {
  return {
    calls: one.calls + other.calls,
    firstAt: chosen(Math.min, one.firstAt, other.firstAt),
    lastAt: chosen(Math.max, one.lastAt, other.lastAt),
  };
}

function chosen(
  choose: (one: number, other: number) => number,
  one: number | null,
  other: number | null,
): number | null {
  return one === null || other === null ? (one ?? other) : choose(one, other);
}

const CONFIDENCE_RANK = { low: 2, high: 3, highest: 4 } as const;

function rankOf(entry: Entry): number {
  if (isOpen(entry)) return 0;
  if (entry.owner !== null) return 1;
  return entry.person === null ? 5 : CONFIDENCE_RANK[entry.person.confidence];
}
