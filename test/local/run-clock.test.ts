import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createLiveClock, createVirtualClock } from '../../local/run-clock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'countersign-clock-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the live clock goes with the time of day, ahead by what it was advanced', () => {
  let wall = 1_000;
  const clock = createLiveClock({ now: () => wall }, null);
  clock.advance(500);
  wall = 1_100;

  expect(clock.now()).toBe(1_600);
  expect(clock.virtual).toBe(false);
});

test('the live clock does not go back at a restart', () => {
  createLiveClock({ now: () => 1_000 }, folder).advance(500);

  expect(createLiveClock({ now: () => 1_100 }, folder).now()).toBe(1_600);
});

test.each([
  ['live', createLiveClock({ now: () => 1_000 }, null)],
  ['virtual', createVirtualClock(1_000)],
])('the %s clock moves to a later time and ignores an earlier one', (_name, clock) => {
  clock.moveTo(3_000);
  clock.moveTo(2_000);

  expect(clock.now()).toBe(3_000);
});

test('the virtual clock stands still between moves', () => {
  const clock = createVirtualClock(1_000);
  clock.advance(5);

  expect(clock.now()).toBe(1_005);
  expect(clock.virtual).toBe(true);
});
