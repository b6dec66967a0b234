import { record, records } from './messages.ts';
import { buttonOf, createWorld, only } from './world.ts';

describe('asking', () => {
  test('a burst of 200 calls is one question', async () => {
    const world = createWorld();
    await world.deliverCalls(...records(200));
    const report = await world.drain();
    expect(report).toMatchObject({ messages: 200, notified: 200, errors: [], emptied: true });
    const message = only(world.asked());
    expect(message.text).toContain('200 API calls');
    expect(only(await world.questions())).toMatchObject({
      state: 'asked',
      person: { email: 'ana@example.com' },
    });
  });

  test('a yes with an approved push verifies and nobody is paged', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    world.onPush({ kind: 'approved' });
    await world.click('yes', only(world.asked()));
    expect(only(await world.questions())).toMatchObject({ state: 'verified', outbox: [], dueAt: null });
    expect(world.incidents()).toEqual([]);
    expect(buttonOf(only(world.asked()), 'yes')).toBeNull();
    expect(only(world.asked()).text).toContain('Thank you: confirmed');
  });
});
