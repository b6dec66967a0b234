import type { PushStatus } from '../../lambda/ports/second-factor.ts';
import { record } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World } from './world.ts';

/** A world in which Ana has been asked about one call. */
async function asked(): Promise<World> {
  const world = createWorld();
  await world.deliverCalls(record());
  await world.drain();
  return world;
}

async function ending(world: World) {
  const { state, cause } = only(await world.questions());
  return { state, cause };
}

describe('how a question ends', () => {
  test.each([
    ['no', 'critical', 'says it was not them'],
    ['wrong-person', 'error', 'wrong person'],
  ] as const)('the answer %s pages at once with severity %s', async (answer, severity, words) => {
    const world = await asked();
    await world.click(answer, only(world.asked()));
    expect(await ending(world)).toEqual({ state: 'escalated', cause: answer });
    const page = only(only(world.incidents()).pages);
    expect(page.severity).toBe(severity);
    expect(page.summary).toContain(words);
    expect(world.pushes()).toEqual([]);
  });

  test.each([
    ['denied', 'push-denied', 'critical'],
    ['fraud', 'push-fraud', 'critical'],
  ] as const)('a yes whose push is %s pages as %s', async (kind, cause, severity) => {
    const world = await asked();
    world.onPush({ kind });
    await world.click('yes', only(world.asked()));
    expect(await ending(world)).toEqual({ state: 'escalated', cause });
    expect(only(only(world.incidents()).pages).severity).toBe(severity);
  });

  test('a push that times out is tried once more, then pages', async () => {
    const world = await asked();
    await world.click('yes', only(world.asked()));
    await world.later(MINUTE_MS);
    expect(world.pushes().map((push) => push.status.kind)).toEqual(['timeout', 'timeout']);
    expect(await ending(world)).toEqual({ state: 'escalated', cause: 'push-timeout' });
    expect(world.incidents()).toHaveLength(1);
  });

  test('a second push that is approved verifies', async () => {
    const world = await asked();
    world.duringWait(() => {
      const [, second] = world.pushes();
      if (second?.status.kind === 'waiting') world.answerPush(second.txid, { kind: 'approved' });
    });
    await world.click('yes', only(world.asked()));
    expect(await ending(world)).toEqual({ state: 'verified', cause: null });
    expect(world.pushes()).toHaveLength(2);
  });

  test('somebody whom Duo would let in without a push has confirmed nothing', async () => {
    const world = createWorld({ unusable: () => 'bypass: no push was sent' });
    await world.deliverCalls(record());
    await world.drain();
    await world.click('yes', only(world.asked()));
    expect(await ending(world)).toEqual({ state: 'escalated', cause: 'no-second-factor' });
    expect(only(only(world.incidents()).pages).summary).toContain('bypass');
  });

  test('a push whose device became unusable on the way pages', async () => {
    const world = await asked();
    const unusable: PushStatus = { kind: 'unusable', reason: 'locked out' };
    world.onPush(unusable);
    await world.click('yes', only(world.asked()));
    expect(await ending(world)).toEqual({ state: 'escalated', cause: 'no-second-factor' });
  });

  test('silence is reminded of at half-time, once, and pages at the deadline', async () => {
    const world = await asked();
    await world.later(7 * MINUTE_MS);
    expect(world.messages()).toHaveLength(1);
    await world.later(MINUTE_MS);
    await world.later(MINUTE_MS);
    const [question, reminder, ...more] = world.messages();
    expect(more).toEqual([]);
    expect(reminder?.thread).toMatchObject({ ts: question?.ts });
    expect(world.incidents()).toEqual([]);
    await world.later(6 * MINUTE_MS);
    expect(await ending(world)).toEqual({ state: 'escalated', cause: 'silence' });
    expect(only(world.incidents()).pages).toHaveLength(1);
    await world.later(60 * MINUTE_MS);
    expect(only(world.incidents()).pages).toHaveLength(1);
  });

  test('a late answer is added to the page and takes nothing back', async () => {
    const world = await asked();
    const before = only(world.asked());
    await world.later(16 * MINUTE_MS);
    await world.click('yes', before);
    expect(await ending(world)).toEqual({ state: 'escalated', cause: 'silence' });
    const [, annotation] = only(world.incidents()).pages;
    expect(JSON.stringify(annotation?.details)).toContain('yes, after the page and without a second factor');
    expect(world.pushes()).toEqual([]);
  });

  test('a stranger is refused in private and changes nothing', async () => {
    const world = await asked();
    const before = await world.cases();
    for (const answer of ['yes', 'no', 'wrong-person'] as const) {
      await world.click(answer, only(world.asked()), 'U0STRANGER');
    }
    expect(await world.cases()).toEqual(before);
    expect(world.pushes()).toEqual([]);
    expect(world.incidents()).toEqual([]);
    expect(world.whispers().map(({ user }) => user)).toEqual(['U0STRANGER', 'U0STRANGER', 'U0STRANGER']);
    expect(world.whispers()[0]?.text).toContain('Only the person who was asked');
  });

  test('a forwarded message still belongs to whom it was sent to', async () => {
    const world = await asked();
    const before = await world.cases();
    const forwarded = { ...only(world.asked()), channel: 'C0ELSEWHERE' };
    await world.click('yes', forwarded, 'U0STRANGER');
    expect(await world.cases()).toEqual(before);
    expect(world.pushes()).toEqual([]);
    expect(world.whispers().map(({ user, channel }) => [user, channel])).toEqual([
      ['U0STRANGER', 'C0ELSEWHERE'],
    ]);
    world.onPush({ kind: 'approved' });
    await world.click('yes', forwarded);
    expect(await ending(world)).toEqual({ state: 'verified', cause: null });
  });

  describe('a question that Slack posted without saying so, and was paged as unreachable', () => {
    async function postedUnheard() {
      const world = createWorld();
      world.outage('slack', (operation) => (operation === 'post' ? { kind: 'answer-lost' } : null));
      await world.deliverCalls(record());
      await world.drain();
      world.outage('slack', null);
      expect(await ending(world)).toEqual({ state: 'escalated', cause: 'unreachable' });
      const [message] = world.asked();
      if (message === undefined) throw new Error('nothing was posted');
      return { world, message };
    }

    test('takes the answer of the person asked as a late one', async () => {
      const { world, message } = await postedUnheard();
      await world.click('no', message);
      expect(only(await world.questions()).lateAnswers).toMatchObject([{ answer: 'no', user: 'UANA' }]);
      expect(JSON.stringify(only(world.incidents()).pages)).toContain('no, after the page');
    });

    test('refuses a stranger in private', async () => {
      const { world, message } = await postedUnheard();
      await world.click('yes', message, 'U0STRANGER');
      expect(only(await world.questions()).lateAnswers).toEqual([]);
      expect(only(world.whispers())).toMatchObject({
        user: 'U0STRANGER',
        text: expect.stringContaining('Only the person who was asked'),
      });
    });
  });

  test('a push that nobody answers has confirmed nothing, however long it waits', async () => {
    const world = createWorld();
    const second = world.ports.secondFactor;
    const status = async (_txid: string, waitMs: number) => {
      world.clock.advance(waitMs);
      return { kind: 'delivered', value: { kind: 'waiting' } } as const;
    };
    await world.deliverCalls(record());
    await world.drain();
    await world.press('yes', only(world.asked()));
    await world.workWith({ secondFactor: { start: second.start, status } });
    expect(await ending(world)).toEqual({ state: 'confirming', cause: null });
    world.clock.advance(20 * MINUTE_MS);
    await world.drain();
    expect(await ending(world)).toEqual({ state: 'escalated', cause: 'push-timeout' });
  });

  test('the first answer wins: a yes after a no starts no push', async () => {
    const world = await asked();
    const message = only(world.asked());
    await world.press('no', message);
    world.clock.advance(1_000);
    await world.press('yes', message);
    await world.work();
    expect(await ending(world)).toEqual({ state: 'escalated', cause: 'no' });
    expect(world.pushes()).toEqual([]);
  });

  test('whoever answers a question that was answered is told so in private', async () => {
    const world = await asked();
    const message = only(world.asked());
    world.onPush({ kind: 'approved' });
    await world.click('yes', message);
    await world.click('no', message);
    expect(await ending(world)).toEqual({ state: 'verified', cause: null });
    expect(only(world.whispers())).toMatchObject({
      user: 'UANA',
      text: expect.stringContaining('answered already'),
    });
  });

  test('a click that is delivered twice is one answer', async () => {
    const world = await asked();
    const message = only(world.asked());
    await world.press('no', message);
    await world.press('no', message);
    await world.work();
    expect(only(world.incidents()).pages).toHaveLength(1);
    expect(world.whispers()).toEqual([]);
  });
});
