import type { Action } from './action.ts';

/** How often one value was seen, and when. */
export interface Seen {
  readonly events: number;
  readonly failed: number;
  /** Milliseconds since 1970; null where none of its records had a time. */
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
}

/** Actions by a value of each, the most frequent first; equally frequent ones in the order of their names. */
export function groupBy(
  actions: readonly Action[],
  nameOf: (action: Action) => string,
): readonly (readonly [string, readonly Action[]])[] {
  const groups = new Map<string, Action[]>();
  for (const action of actions) {
    const name = nameOf(action);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [action]);
    else group.push(action);
  }
  return [...groups].sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1));
}

export function seenIn(actions: readonly Action[]): Seen {
  let firstSeen: number | null = null;
  let lastSeen: number | null = null;
  let failed = 0;
  for (const { at, error } of actions) {
    if (error !== null) failed++;
    if (at === null) continue;
    if (firstSeen === null || at < firstSeen) firstSeen = at;
    if (lastSeen === null || at > lastSeen) lastSeen = at;
  }
  return { events: actions.length, failed, firstSeen, lastSeen };
}

/** `2026-01-02T03:04:05Z`, as CloudTrail writes it. */
export function isoTime(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}

/** `2026-01-02`, in UTC. */
export function dayOf(at: number): string {
  return isoTime(at).slice(0, 10);
}
