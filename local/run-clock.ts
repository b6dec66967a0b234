import type { Clock } from '../lambda/ports/clock.ts';

/** The clock of a local run. It never goes back. */
export interface RunClock extends Clock {
  /** Whether it stands still between moves, following the records' times. */
  readonly virtual: boolean;
  advance(ms: number): void;
  /** To a time; ignored when that has passed. */
  moveTo(ms: number): void;
}

/** The time of day, which can be moved ahead to see what a deadline does. */
export function createLiveClock(wall: Clock): RunClock {
  let ahead = 0;
  const now = () => wall.now() + ahead;
  return {
    virtual: false,
    now,
    advance: (ms) => {
      ahead += ms;
    },
    moveTo: (ms) => {
      ahead += Math.max(0, ms - now());
    },
  };
}

/** The time of the records that are played. */
export function createVirtualClock(startMs: number): RunClock {
  let time = startMs;
  return {
    virtual: true,
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
    moveTo: (ms) => {
      time = Math.max(time, ms);
    },
  };
}
