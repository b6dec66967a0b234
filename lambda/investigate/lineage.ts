import type { Action } from './action.ts';
import { isoOrNull } from './seen.ts';

/** How a credential came to be: the call that issued it. */
export interface IssuedBy {
  readonly event: string;
  readonly at: string | null;
  /** The credential that made the call; null where an AWS service or a sign-in did. */
  readonly key: string | null;
  readonly by: string;
  readonly from: string;
}

/** A credential that the key brought into being, with what it did where that was followed. */
export interface IssuedKey {
  readonly key: string;
  readonly holder: string;
  readonly event: string;
  readonly at: string | null;
  /** Null: not followed. */
  readonly events: number | null;
  readonly failedEvents: number | null;
  readonly destructive: number | null;
  readonly addresses: readonly string[];
  readonly issued: readonly IssuedKey[];
}

export interface Lineage {
  readonly issuedBy: IssuedBy | null;
  readonly issued: readonly IssuedKey[];
}

/** Longer chains of roles than this are not followed. */
const DEEPEST = 8;

/** Who issued a credential, as the call that did it says. */
export function issuedByOf(action: Action | null): IssuedBy | null {
  return action === null
    ? null
    : {
        event: action.event,
        at: isoOrNull(action.at),
        key: action.key,
        by: action.actor,
        from: action.address,
      };
}

/**
 * What was issued by `actions`, and so on through the keys that were followed.
 *
 * @param followed what each followed key did, in the order of time
 */
export function issuedKeysOf(
  actions: readonly Action[],
  followed: ReadonlyMap<string, readonly Action[]>,
  depth = 0,
): readonly IssuedKey[] {
  const seen = new Set<string>();
  const issued: IssuedKey[] = [];
  for (const action of actions) {
    if (action.issued === null || seen.has(action.issued.key) || depth === DEEPEST) continue;
    seen.add(action.issued.key);
    issued.push(issuedKey(action, action.issued, followed, depth));
  }
  return issued;
}

function issuedKey(
  action: Action,
  { key, holder }: NonNullable<Action['issued']>,
  followed: ReadonlyMap<string, readonly Action[]>,
  depth: number,
): IssuedKey {
  const did = followed.get(key);
  return {
    key,
    holder,
    event: action.event,
    at: isoOrNull(action.at),
    events: did?.length ?? null,
    failedEvents: did?.filter(({ error }) => error !== null).length ?? null,
    destructive: did?.filter(({ verb, error }) => verb === 'deleted' && error === null).length ?? null,
    addresses: [...new Set((did ?? []).map(({ address }) => address))].sort(),
    issued: did === undefined ? [] : issuedKeysOf(did, followed, depth + 1),
  };
}
