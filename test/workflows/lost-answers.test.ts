import { takeAnswer } from '../../lambda/workflows/take-answer.ts';
import { verify } from '../../lambda/workflows/verify.ts';
import { createCrashes } from './crashes.ts';
import { record } from './messages.ts';
import { buttonOf, createWorld, MINUTE_MS, only } from './world.ts';

describe('when Slack took a message and its answer was lost', () => {
  test('a yes on a message whose update never was written down covers nothing of a later update', async () => {
    const world = createWorld();
    await world.deliverCalls(record({ eventID: 'first' }));
    await world.drain();
    await world.deliverCalls(record({ eventID: 'second' }));
    world.outage('slack', (operation) => (operation === 'update' ? { kind: 'answer-lost' } : null));
    await world.drain();
    const lost = only(world.asked());
    expect(lost.text).toContain('2 API calls');
    await world.deliverCalls(record({ eventID: 'third' }));
    await world.later(2 * MINUTE_MS);
    world.outage('slack', null);
    await world.later(2 * MINUTE_MS);
    expect(only(world.asked()).text).toContain('3 API calls');
    world.onPush({ kind: 'approved' });
    await world.click('yes', lost);
    const [verified] = await world.questions();
    expect(verified).toMatchObject({ state: 'verified' });
    expect(verified?.calls.map((call) => call.eventID)).not.toContain('third');
  });

  test('an answer that comes before it was written down whom we asked waits until it is', async () => {
    const crashes = createCrashes({ at: 0, how: 'dies-before' });
    const world = createWorld({ crashes });
    await world.deliverCalls(record());
    crashes.dieAfter('post');
    await world.drain();
    crashes.revive();
    await world.click('no', only(world.asked()));
    expect(world.whispers()).toEqual([]);
    await world.later(2 * MINUTE_MS);
    await world.later(10_000);
    expect(only(await world.questions())).toMatchObject({ state: 'escalated', cause: 'no' });
  });

  test('an answer that waits is looked at ever more rarely: repeated by the queue it does not multiply', async () => {
    const crashes = createCrashes({ at: 0, how: 'dies-before' });
    const world = createWorld({ crashes });
    await world.deliverCalls(record());
    crashes.dieAfter('post');
    await world.drain();
    crashes.revive();
    const bodies: string[] = [];
    const waits: number[] = [];
    const verifyQueue = {
      send: async (body: string, delaySeconds = 0) => {
        bodies.push(body);
        waits.push(delaySeconds);
      },
    };
    const ports = { ...world.ports, verifyQueue };
    const [message] = world.asked();
    const value = message && buttonOf(message, 'no');
    if (!message?.user || !value) throw new Error('a question expected');
    await takeAnswer(ports, { action: 'no', value, user: message.user, channel: message.channel });
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      world.clock.advance((waits.at(-1) ?? 0) * 1_000);
      await verify(ports, body, () => 90_000);
    }
    expect(waits.slice(0, 7)).toEqual([0, 5, 5, 10, 20, 40, 60]);
    expect(waits.length).toBeLessThan(20);
  });

  test('a yes on a question that was asked again covers what the first one showed', async () => {
    const crashes = createCrashes({ at: 0, how: 'dies-before' });
    const world = createWorld({ crashes });
    await world.deliverCalls(record({ eventID: 'first' }));
    crashes.dieAfter('post');
    await world.drain();
    crashes.revive();
    await world.deliverCalls(record({ eventID: 'second' }));
    await world.later(4 * MINUTE_MS);
    const [lost, again] = world.asked();
    if (!lost || !again) throw new Error('two messages expected');
    expect([lost.text, again.text]).toEqual([
      expect.stringContaining('1 API call'),
      expect.stringContaining('2 API calls'),
    ]);
    world.onPush({ kind: 'approved' });
    await world.click('yes', lost);
    const [verified] = await world.questions();
    expect(verified?.calls.map((call) => call.eventID)).toEqual(['first']);
  });
});
