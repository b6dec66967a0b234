/** A clock that jumps from one thing that is to happen to the next. Times are milliseconds since 1970. */
export interface Scheduler {
  now(): number;
  /** Something happens then; in the past means now. */
  at(time: number, act: () => void): void;
  /** Resolves when so many milliseconds have passed. */
  sleep(ms: number): Promise<void>;
  /** Whether so much has happened that something must be multiplying without end; nothing happens any more. */
  ranAway(): boolean;
  /** Lets everything happen that is planned up to `until`, one thing after the other, each with all that follows from it. */
  run(until: number, afterEach: () => void): Promise<void>;
}

/** A run has some thousand things; one with so many is multiplying something. */
const MOST_THINGS = 200_000;

interface Planned {
  readonly time: number;
  readonly order: number;
  readonly act: () => void;
}

export function createScheduler(start: number): Scheduler {
  let now = start;
  let planned = 0;
  let happened = 0;
  const heap: Planned[] = [];

  const at = (time: number, act: () => void): void => {
    push(heap, { time: Math.max(time, now), order: planned++, act });
  };

  return {
    now: () => now,
    ranAway: () => happened >= MOST_THINGS,
    at,
    sleep: (ms) => new Promise((resolve) => at(now + ms, resolve)),
    run: async (until, afterEach) => {
      for (let next = heap[0]; next !== undefined && next.time <= until; next = heap[0]) {
        if (happened++ >= MOST_THINGS) return;
        pop(heap);
        now = next.time;
        next.act();
        // Nothing in a run waits for the machine: when the microtasks are through, everybody waits for the clock again.
        await new Promise(setImmediate);
        afterEach();
      }
      now = Math.max(now, until);
    },
  };
}

function isBefore(one: Planned, other: Planned): boolean {
  return one.time < other.time || (one.time === other.time && one.order < other.order);
}

function push(heap: Planned[], item: Planned): void {
  let place = heap.length;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || isBefore(above, item)) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = item;
}

function pop(heap: Planned[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  while (true) {
    const left = heap[2 * place + 1];
    const right = heap[2 * place + 2];
    const isRight = left !== undefined && right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (child === undefined || isBefore(last, child)) break;
    heap[place] = child;
    place = 2 * place + (isRight ? 2 : 1);
  }
  heap[place] = last;
}
