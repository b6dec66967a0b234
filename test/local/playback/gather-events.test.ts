import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { gatherEvents, type PlayedItem } from '../../../local/playback/gather-events.ts';
import { record } from '../records.ts';

const bus = {
  wants: (event: JsonObject) => JSON.stringify(event).includes('CreateUser'),
  publish: () => Promise.reject(new Error('gathering publishes nothing')),
};

async function gathered(...items: readonly PlayedItem[]) {
  async function* all() {
    yield* items;
  }
  return gatherEvents(all(), bus);
}

function item(fields: JsonObject): PlayedItem {
  return { kind: 'record', record: record(fields) };
}

test('what rules want comes in the order of its times, the rest is counted', async () => {
  const { wanted, unwanted, unreadable } = await gathered(
    item({ eventTime: '2026-01-05T12:00:00Z' }),
    item({ eventName: 'GetUser' }),
    { kind: 'unreadable', text: '{"eventName": "Crea' },
    item({ eventTime: '2026-01-05T08:00:00Z' }),
  );

  expect(wanted.map(({ at }) => new Date(at).toISOString().slice(11, 16))).toEqual(['08:00', '12:00']);
  expect(unwanted).toBe(1);
  expect(unreadable).toEqual(['{"eventName": "Crea']);
});

test('a record without a time counts as made with the first of all', async () => {
  const { wanted } = await gathered(
    item({ eventTime: '2026-01-05T15:00:00Z' }),
    item({ eventTime: null }),
    item({ eventTime: '2026-01-05T12:00:00Z' }),
  );

  expect(wanted.map(({ at }) => new Date(at).getUTCHours())).toEqual([12, 12, 15]);
});
