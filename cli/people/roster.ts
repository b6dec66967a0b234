import type { ApiCall, Principal } from '../../lambda/cloudtrail/api-call.ts';
import type { Config } from '../../lambda/config/config.ts';
import { ownerOf } from '../../lambda/people/owner.ts';
import type { Person } from '../../lambda/people/person.ts';
import { personOf } from '../../lambda/people/person-of.ts';
import { type Unmapped, whyUnmapped } from '../../lambda/people/unmapped.ts';

/** One principal, or what is shown as one: the sessions of a role that map to the same person. */
export interface Entry {
  /** ARN of the user or role where one was seen, otherwise what stands for it. */
  principal: string;
  readonly kind: Principal['kind'];
  /** 12 digits, or `unknown`. */
  readonly account: string;
  readonly person: Person | null;
  /** Null where somebody is known. */
  readonly unmapped: Unmapped | null;
  /** Where the credentials of one of its sessions came from, in words; null where that is not known. */
  readonly from: string | null;
  /** Who is asked instead where nobody is known. */
  readonly owner: Person | null;
  calls: number;
  /** Milliseconds since 1970; null while no call had a readable time. */
  firstAt: number | null;
  lastAt: number | null;
}

/** Session names and users are chosen by callers: more different ones than this are counted, not listed. */
export const MOST_ENTRIES = 20_000;

/** Everybody seen so far, in bounded memory. */
export class Roster {
  readonly #config: Pick<Config, 'people' | 'accounts' | 'automation'>;
  readonly #entries = new Map<string, Entry>();
  /** Calls of principals that found no room. */
  unlisted = 0;

  constructor(config: Pick<Config, 'people' | 'accounts' | 'automation'>) {
    this.#config = config;
  }

  add(call: ApiCall, ancestors: readonly Principal[]): void {
    const person = personOf(call, this.#config.people, ancestors);
    const unmapped = person === null ? whyUnmapped(call, ancestors) : null;
    const from = ancestors.at(-1)?.label ?? null;
    const key = JSON.stringify([keyOf(call.principal), call.account, person?.email, person?.by, from]);
    const entry = this.#entries.get(key) ?? this.#opened(key, { call, person, unmapped, from });
    if (entry === null) {
      this.unlisted++;
      return;
    }
    if (!entry.principal.startsWith('arn:')) entry.principal = nameOf(call.principal);
    entry.calls++;
    if (call.eventTime === null) return;
    entry.firstAt = Math.min(entry.firstAt ?? call.eventTime, call.eventTime);
    entry.lastAt = Math.max(entry.lastAt ?? call.eventTime, call.eventTime);
  }

  /** Those for whom nobody would be asked first, then those with an owner, then persons; many calls before few. */
  entries(): readonly Entry[] {
    return [...this.#entries.values()].sort(
      (left, right) => rankOf(left) - rankOf(right) || right.calls - left.calls,
    );
  }

  #opened(
    key: string,
    { call, ...known }: Pick<Entry, 'person' | 'unmapped' | 'from'> & { call: ApiCall },
  ): Entry | null {
    if (this.#entries.size >= MOST_ENTRIES) return null;
    const entry: Entry = {
      ...known,
      principal: nameOf(call.principal),
      kind: call.principal.kind,
      account: call.account,
      owner: known.person === null && known.unmapped?.remedy !== 'none' ? ownerOf(call, this.#config) : null,
      calls: 0,
      firstAt: null,
      lastAt: null,
    };
    this.#entries.set(key, entry);
    return entry;
  }
}

/** Nobody would be asked about this principal's calls, and AWS itself is not behind them. */
export function isOpen({ person, owner, unmapped }: Entry): boolean {
  return person === null && owner === null && unmapped?.remedy !== 'none';
}

function rankOf(entry: Entry): number {
  if (isOpen(entry)) return 0;
  if (entry.owner !== null) return 1;
  return entry.person === null ? 3 : 2;
}

/** What a principal is called over its sessions: those of a role are too many to be told apart. */
function nameOf({ kind, arn, roleArn, roleName, userName, invokedBy, label }: Principal): string {
  if (kind === 'service') return roleArn ?? invokedBy ?? label;
  return roleArn ?? roleName ?? (arn?.startsWith('arn:') ? arn : null) ?? userName ?? label;
}

/** A user's sign-in names it, but not its ARN. */
function keyOf(principal: Principal): string {
  return principal.kind === 'iam-user' ? `user ${principal.userName ?? principal.label}` : nameOf(principal);
}
