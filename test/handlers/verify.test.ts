import { verifyHandler } from '../../lambda/handlers/verify.ts';
import { record } from '../workflows/messages.ts';
import { buttonOf, createWorld, only, type World } from '../workflows/world.ts';

const context = { getRemainingTimeInMillis: () => 10_000 };

/** The verify queue's message for an answer to the only question. */
function answerIn(world: World, answer: 'yes' | 'no') {
  const message = only(world.asked());
  const [caseId = '', revision] = (buttonOf(message, answer) ?? '').split('.');
  const at = world.clock.now();
  return JSON.stringify({
    kind: 'answer',
    caseId,
    revision: Number(revision),
    answer,
    user: message.user,
    channel: 'D',
    at,
  });
}

async function asked(): Promise<World> {
  const world = createWorld();
  await world.deliverCalls(record());
  await world.drain();
  return world;
}

describe('the verify function', () => {
  test('reports what it could not read, and does the rest', async () => {
    const world = await asked();
    const handler = verifyHandler(() => world.ports);
    const bodies = ['garbage', answerIn(world, 'no'), '{"kind":"answer"}', '{"kind":"tea","caseId":"x"}'];
    const Records = bodies.map((body, index) => ({ messageId: `m${index}`, body }));
    expect(await handler({ Records }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }, { itemIdentifier: 'm3' }],
    });
    expect(only(await world.questions())).toMatchObject({ state: 'escalated', cause: 'no' });
  });

  test('reports what failed, so that it comes again, and says why without a secret or a call', async () => {
    const world = await asked();
    const broken = { ...world.ports.cases, get: () => Promise.reject(new Error('the table is away')) };
    const said = jest.spyOn(console, 'error').mockImplementation(() => {});
    const handler = verifyHandler(() => ({ ...world.ports, cases: broken }));
    const Records = [{ messageId: 'm1', body: answerIn(world, 'yes') }];
    expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(said.mock.calls).toEqual([['{"verify":"the table is away"}']]);
    said.mockRestore();
  });

  test('takes an answer about a case it does not know as done', async () => {
    const world = await asked();
    const body = answerIn(world, 'yes').replace(/[0-9a-f]{32}/, '0'.repeat(32));
    const handler = verifyHandler(() => world.ports);
    expect(await handler({ Records: [{ messageId: 'm1', body }] }, context)).toEqual({
      batchItemFailures: [],
    });
    expect(world.pushes()).toEqual([]);
  });

  test('stops waiting for a push in time, and the next drain goes on with it', async () => {
    const world = await asked();
    const until = world.clock.now() + 30_000;
    const handler = verifyHandler(() => world.ports);
    const Records = [{ messageId: 'm1', body: answerIn(world, 'yes') }];
    await handler({ Records }, { getRemainingTimeInMillis: () => until - world.clock.now() });
    expect(only(await world.questions()).state).toBe('confirming');
    expect(world.clock.now()).toBeLessThan(until);
    world.onPush({ kind: 'approved' });
    await world.later(20_000);
    expect(only(await world.questions()).state).toBe('verified');
  });
});
