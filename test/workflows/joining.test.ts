import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { PRODUCTION, record, records, STAGING, ssoUser } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World } from './world.ts';

const ANA = 'ana@example.com';

function fromSession(account: string, changes: JsonObject = {}): JsonObject {
  return record({ userIdentity: ssoUser(ANA, account), recipientAccountId: account, ...changes });
}

/** The ids of a question's calls by generation, with its state. */
async function generations(world: World) {
  const found = await world.questions();
  return [...found]
    .sort((one, other) => one.generation - other.generation)
    .map(({ state, calls }) => [state, ...calls.map((call) => call.eventID).sort()]);
}

describe('calls that are asked about together', () => {
  test('one person through Identity Center in several accounts from one network is one question', async () => {
    const world = createWorld();
    const accounts = Array.from({ length: 10 }, (_, index) => String(111122223330 + index));
    await world.deliverCalls(
      ...accounts.map((account) => fromSession(account, { eventID: `in-${account}` })),
    );
    await world.drain();
    expect(only(world.asked()).text).toContain('10 API calls');
    expect(only(world.asked()).text).toContain('In 10 accounts');
  });

  test('one key from two networks is two questions, and a yes to one leaves the other open', async () => {
    const world = createWorld();
    await world.deliverCalls(
      record({ eventID: 'here' }),
      record({ eventID: 'there', sourceIPAddress: '203.0.113.9' }),
    );
    await world.drain();
    const [first, second] = world.asked();
    if (!first || !second) throw new Error('two questions expected');
    world.onPush({ kind: 'approved' });
    await world.click('yes', first);
    expect((await world.questions()).map(({ state }) => state).sort()).toEqual(['asked', 'verified']);
    await world.click('no', second);
    expect((await world.questions()).map(({ state }) => state).sort()).toEqual(['escalated', 'verified']);
  });

  test('calls that come while a question is open join it, and the message says so', async () => {
    const world = createWorld();
    await world.deliverCalls(...records(2));
    await world.drain();
    await world.deliverCalls(...records(3, {}, 'b'));
    await world.drain();
    expect(only(world.asked()).text).toContain('5 API calls');
    expect(await world.questions()).toHaveLength(1);
  });

  test('a yes on an older message covers what that message showed; the rest is asked anew', async () => {
    const world = createWorld();
    await world.deliverCalls(record({ eventID: 'seen' }));
    await world.drain();
    const older = only(world.asked());
    await world.deliverCalls(record({ eventID: 'unseen' }));
    await world.drain();
    world.onPush({ kind: 'approved' });
    await world.click('yes', older);
    expect(await generations(world)).toEqual([
      ['verified', 'seen'],
      ['asked', 'unseen'],
    ]);
  });

  test('calls that come while the push waits are asked about anew after it is approved', async () => {
    const { world } = await confirming();
    world.onPush({ kind: 'approved' });
    await world.later(20_000);
    expect(await generations(world)).toEqual([
      ['verified', 'before'],
      ['asked', 'meanwhile'],
    ]);
    expect(world.asked()).toHaveLength(2);
  });

  test('calls that come while the push waits join the incident when it is denied', async () => {
    const { world } = await confirming();
    world.onPush({ kind: 'denied' });
    await world.later(20_000);
    expect(await generations(world)).toEqual([['escalated', 'before', 'meanwhile']]);
    expect(only(only(world.incidents()).pages).details).toMatchObject({ calls: 2 });
  });

  test('calls that come after the page join the incident for a day, and are not asked about', async () => {
    const world = createWorld();
    await world.deliverCalls(record({ eventID: 'one' }));
    await world.drain();
    await world.click('no', only(world.asked()));
    await world.deliverCalls(record({ eventID: 'two' }));
    await world.later(23 * 60 * MINUTE_MS);
    expect(await generations(world)).toEqual([['escalated', 'one', 'two']]);
    expect(only(world.incidents()).pages.at(-1)?.details).toMatchObject({ calls: 2 });
    await world.deliverCalls(record({ eventID: 'three', eventTime: '2026-11-21T09:30:00Z' }));
    await world.later(2 * 60 * MINUTE_MS);
    expect(await generations(world)).toEqual([
      ['escalated', 'one', 'two'],
      ['asked', 'three'],
    ]);
  });

  test('more calls than a case keeps are further questions: no yes covers what was not kept', async () => {
    const world = createWorld();
    await world.deliverCalls(...records(1_500));
    for (let round = 0; round < 3; round++) await world.drain();
    const questions = await world.questions();
    expect(questions.map(({ calls, moreCalls }) => [calls.length, moreCalls])).toEqual([
      [1_000, 0],
      [500, 0],
    ]);
    expect(world.asked().map(({ text }) => text.match(/[\d,]+ API calls/)?.[0])).toEqual([
      '1,000 API calls',
      '500 API calls',
    ]);
  });

  test('more than 1,000 calls in one message are further questions too', async () => {
    const world = createWorld();
    await world.deliver(manyRecords(records(1_200)));
    await world.drain();
    expect((await world.questions()).map(({ calls }) => calls.length).sort()).toEqual([1_000, 200]);
  });
});

describe('a call that comes again', () => {
  test('in two messages of one drain is decided once', async () => {
    const world = createWorld();
    await world.deliverCalls(record(), record());
    expect(await world.drain()).toMatchObject({ notified: 1, duplicate: 1 });
    expect(only(world.asked()).text).toContain('1 API call');
  });

  test.each(['CreateUser', 'CreateGroup', 'StopLogging'])(
    'in a later drain is a duplicate: %s',
    async (eventName) => {
      const world = createWorld();
      await world.deliverCalls(record({ eventName }));
      await world.drain();
      await world.deliverCalls(record({ eventName }));
      expect(await world.drain()).toMatchObject({ notified: 0, logged: 0, alerted: 0, duplicate: 1 });
      const kinds = (await world.journal()).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'call')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'duplicate')).toHaveLength(1);
    },
  );

  test('twice in one message is one call and one duplicate', async () => {
    const world = createWorld();
    await world.deliver(manyRecords([record(), record()]));
    expect(await world.drain()).toMatchObject({ notified: 1, duplicate: 1 });
    expect(only(world.asked()).text).toContain('1 API call');
  });

  test('in two drains at once is one question', async () => {
    const world = createWorld({ deliversTwice: () => true });
    await world.deliverCalls(...records(30));
    await Promise.all([world.drain(), world.drain()]);
    expect(only(world.asked()).text).toContain('30 API calls');
    expect(await world.left()).toBe(0);
  });

  test.each([1, 2])(
    'under one sharedEventID in two accounts is asked about once, in %i drains',
    async (drains) => {
      const world = createWorld();
      const sharedEventID = 'shared-1';
      await world.deliverCalls(record({ eventID: 'ours', sharedEventID }));
      if (drains === 2) await world.drain();
      await world.deliverCalls(
        record({
          eventID: 'theirs',
          sharedEventID,
          recipientAccountId: STAGING,
          sourceIPAddress: '203.0.113.9',
        }),
      );
      await world.drain();
      expect(world.asked()).toHaveLength(1);
      expect(await generations(world)).toEqual([['asked', 'ours']]);
      const lines = (await world.journal()).filter(({ kind }) => kind === 'call' || kind === 'duplicate');
      expect(lines.map(({ kind, eventID }) => [kind, eventID])).toEqual([
        ['call', 'ours'],
        ['duplicate', 'theirs'],
      ]);
    },
  );

  test('under one sharedEventID in two accounts pages once', async () => {
    const world = createWorld();
    const shared = { eventName: 'StopLogging', sharedEventID: 'shared-1' };
    await world.deliverCalls(
      record({ ...shared, eventID: 'ours' }),
      record({ ...shared, eventID: 'theirs', recipientAccountId: STAGING }),
    );
    await world.drain();
    expect(only(world.incidents()).pages).toHaveLength(1);
  });

  test('pages about the second account’s copy although the first was only asked about', async () => {
    const world = createWorld();
    await world.deliverCalls(record({ eventID: 'ours', sharedEventID: 'shared-1' }));
    await world.drain();
    await world.deliverCalls(
      record({
        eventID: 'theirs',
        eventName: 'StopLogging',
        sharedEventID: 'shared-1',
        recipientAccountId: STAGING,
      }),
    );
    await world.drain();
    expect(world.asked()).toHaveLength(1);
    expect(only(world.incidents()).pages).toHaveLength(1);
  });
});

/** A world in which the push waits for an answer, with one call in the case and one that came since. */
async function confirming() {
  const world = createWorld();
  await world.deliverCalls(record({ eventID: 'before' }));
  await world.drain();
  await world.press('yes', only(world.asked()));
  world.outage('duo', (operation) => (operation === 'status' ? { kind: 'request-lost' } : null));
  await world.work();
  await world.deliverCalls(record({ eventID: 'meanwhile' }));
  await world.drain();
  expect(only(await world.questions())).toMatchObject({ state: 'confirming' });
  world.outage('duo', null);
  return { world };
}

/** One message with many records, as a file of CloudTrail's holds them. */
function manyRecords(calls: readonly JsonObject[]): string {
  const message = JSON.stringify({ Records: calls });
  const TopicArn = `arn:aws:sns:us-east-1:${PRODUCTION}:countersign-events`;
  return JSON.stringify({ Type: 'Notification', MessageId: '1', TopicArn, Message: message });
}
