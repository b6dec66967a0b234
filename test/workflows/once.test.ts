import { setTimeout as sleep } from 'node:timers/promises';
import { record, STAGING } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World } from './world.ts';

describe('a call is asked about once', () => {
  test('when the queue delivers its message twice in one drain, which is no duplicate', async () => {
    const world = createWorld({ deliversTwice: () => true });
    await world.deliverCalls(record(), record({ eventID: 'other', eventName: 'CreateGroup' }));
    expect(await world.drain()).toMatchObject({ notified: 1, logged: 1, duplicate: 0 });
    expect((await world.journal()).filter(({ kind }) => kind === 'duplicate')).toEqual([]);
  });

  test('while Slack is slow and two drains run', async () => {
    const world = createWorld();
    const { chat } = world.ports;
    const slow = {
      findUser: chat.findUser,
      update: chat.update,
      whisper: chat.whisper,
      showHome: chat.showHome,
      post: async (...given: Parameters<typeof chat.post>) => {
        await sleep(20);
        return chat.post(...given);
      },
    };
    await world.deliverCalls(record());
    const second = sleep(5).then(() => world.drainWith({ chat: slow }));
    await Promise.all([world.drainWith({ chat: slow }), second]);
    expect(world.asked()).toHaveLength(1);
  });

  test('although its question was answered before the call came again, because a mark was lost', async () => {
    const world = createWorld();
    await world.deliverCalls(record({ eventID: 'first' }));
    world.loseMark('first');
    await world.drain();
    await world.drain();
    world.onPush({ kind: 'approved' });
    await world.click('yes', only(world.asked()));
    expect(only(await world.questions()).state).toBe('verified');
    await world.later(2 * MINUTE_MS);
    const question = only(await world.questions());
    expect(await world.left()).toBe(0);
    expect(only((await world.journal()).filter(({ kind }) => kind === 'call')).caseId).toBe(question.id);
  });

  test('and has its line, when a crash left it unsettled and another message about it comes before its own', async () => {
    const world = createWorld();
    const { queue } = world.ports;
    const newestFirst = {
      ...queue,
      remove: queue.remove,
      send: queue.send,
      receive: async (seconds: number) => (await queue.receive(seconds)).toReversed(),
    };
    await world.deliverCalls(record({ eventID: 'first' }));
    world.loseMark('first');
    await world.drain();
    await world.drain();
    world.onPush({ kind: 'approved' });
    await world.click('yes', only(world.asked()));
    world.clock.advance(2 * MINUTE_MS);
    await world.deliverCalls(record({ eventID: 'first' }));
    await world.drainWith({ queue: newestFirst });
    expect(await world.left()).toBe(0);
    const lines = (await world.journal()).map(({ kind }) => kind);
    expect(lines.filter((kind) => kind === 'call' || kind === 'duplicate')).toEqual(['call', 'duplicate']);
    expect(world.asked()).toHaveLength(1);
  });

  test.each(['open', 'verified'] as const)(
    'when two accounts recorded it, a crash left the first unsettled, and its question is %s',
    async (state) => {
      const world = createWorld();
      const shared = { sharedEventID: 'both' };
      await world.deliverCalls(record({ eventID: 'ours', ...shared }));
      world.loseMark('both');
      await world.drain();
      await world.drain();
      world.onPush({ kind: 'approved' });
      if (state === 'verified') await world.click('yes', only(world.asked()));
      await world.deliverCalls(record({ eventID: 'theirs', recipientAccountId: STAGING, ...shared }));
      await world.later(10_000);
      expect(only(await world.questions()).calls).toHaveLength(1);
      expect(world.asked()).toHaveLength(1);
    },
  );

  test.each([
    ['done', (world: World) => world.loseDelivery('carry-over')],
    ['half done', (world: World) => world.loseMark('unseen')],
  ])('although carrying it over was %s and not written down, and answered meanwhile', async (_, lose) => {
    const world = createWorld();
    await world.deliverCalls(record({ eventID: 'seen' }));
    await world.drain();
    const older = only(world.asked());
    await world.deliverCalls(record({ eventID: 'unseen' }));
    await world.drain();
    world.onPush({ kind: 'approved' });
    await world.press('yes', older);
    lose(world);
    await world.work().catch(() => undefined);
    await world.later(30_000);
    const [, next] = world.asked();
    if (!next) throw new Error('a second question expected');
    await world.click('yes', next);
    await world.later(2 * MINUTE_MS);
    await world.later(2 * MINUTE_MS);
    expect((await world.questions()).map(({ state, outbox }) => [state, outbox])).toEqual([
      ['verified', []],
      ['verified', []],
    ]);
  });
});
