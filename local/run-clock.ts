import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../lambda/ports/clock.ts';
import { replaceFile } from './bus/bus-store.ts';

/** The clock of a local run. It never goes back. */
export interface RunClock extends Clock {
  /** Whether it stands still between moves, following the records' times. */
  readonly virtual: boolean;
  advance(ms: number): void;
  /** To a time; ignored when that has passed. */
  moveTo(ms: number): void;
}

/**
 * The time of day, which can be moved ahead to see what a deadline does.
 *
 * @param dataDir where it is kept how far ahead it is, so that it does not go back at a restart
 */
export function createLiveClock(wall: Clock, dataDir: string | null): RunClock {
  const file = dataDir === null ? null : path.join(dataDir, 'clock.json');
  let ahead = file !== null && existsSync(file) ? Number(readFileSync(file, 'utf8')) || 0 : 0;
  const now = () => wall.now() + ahead;
  const advance = (ms: number) => {
    ahead += ms;
    if (file !== null) replaceFile(file, String(ahead));
  };
  return { virtual: false, now, advance, moveTo: (ms) => advance(Math.max(0, ms - now())) };
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
