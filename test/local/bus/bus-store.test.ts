import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createBusStore } from '../../../local/bus/bus-store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'countersign-bus-'));
});
afterEach(() => rm(folder, { recursive: true }));

const refused = { reason: 'SNS refused it: too long', body: '{}' };

test('counts grow by what is added', () => {
  const store = createBusStore(null);
  store.add({ filtered: 2 });
  store.add({ filtered: 3, companions: 1, undelivered: [refused] });

  expect(store.counts()).toEqual({ filtered: 5, companions: 1, undelivered: [refused] });
});

test('counts survive a restart, and nothing half-written is left beside them', async () => {
  createBusStore(folder).add({ filtered: 2, undelivered: [refused] });

  expect(createBusStore(folder).counts()).toEqual({ filtered: 2, companions: 0, undelivered: [refused] });
  expect(await readdir(folder)).toEqual(['bus.json']);
});
