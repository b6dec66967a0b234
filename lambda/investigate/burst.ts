import type { Action } from './action.ts';

export interface Burst {
  readonly events: number;
  readonly changes: number;
  /** Milliseconds since 1970. */
  readonly from: number;
}

const WINDOW_MS = 60_000;
/** More calls in a minute than hands make. */
const CALLS = 100;
const CHANGES = 20;

/** The busiest minute, if it is busier than a person. `actions` are in the order of time. */
export function burstIn(actions: readonly Action[]): Burst | null {
  const timed = actions.filter(({ at }) => at !== null);
  let best: Burst | null = null;
  let start = 0;
  let changes = 0;
  for (const [end, action] of timed.entries()) {
    changes += isChange(action);
    for (let first = timed[start]; first !== undefined && isOlder(first, action); first = timed[start]) {
      changes -= isChange(first);
      start++;
    }
    const events = end - start + 1;
    const from = timed[start]?.at ?? 0;
    if (best === null || events > best.events) best = { events, changes, from };
  }
  return best !== null && (best.events >= CALLS || best.changes >= CHANGES) ? best : null;
}

function isOlder(first: Action, last: Action): boolean {
  return (last.at ?? 0) - (first.at ?? 0) >= WINDOW_MS;
}

function isChange({ verb }: Action): number {
  return verb === 'read' ? 0 : 1;
}
