import { PUSH_ALLOWANCE } from '../../lambda/cases/push-allowance.ts';
import { allowPush } from '../../lambda/workflows/allow-push.ts';
import { PRODUCTION, record, ssoUser } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World } from './world.ts';

/** Asked from so many networks, Ana says yes to each and approves. */
async function approved(world: World, networks: number): Promise<void> {
  world.onPush({ kind: 'approved' });
  for (let network = 1; network <= networks; network++) await askedAndYes(world, network);
}

async function askedAndYes(world: World, network: number): Promise<void> {
  const at = new Date(world.clock.now()).toISOString();
  await world.deliverCalls(
    record({ eventID: `call-${network}`, sourceIPAddress: `198.51.${network}.7`, eventTime: at }),
  );
  await world.drain();
  const question = world.asked().at(-1);
  if (question === undefined) throw new Error('nobody was asked');
  await world.click('yes', question);
}

describe('pushes of one person', () => {
  test('are limited over all cases: the next yes pages, says why, and sends none', async () => {
    const world = createWorld();
    await approved(world, PUSH_ALLOWANCE.pushes + 1);
    expect(world.pushes()).toHaveLength(PUSH_ALLOWANCE.pushes);
    const last = (await world.questions()).find(({ state }) => state === 'escalated');
    expect(last).toMatchObject({ cause: 'push-limit', push: null });
    expect(only(only(world.incidents()).pages).summary).toContain('[too many pushes]');
    expect(world.asked().at(-1)?.text).toContain('somebody else uses your Slack account');
  });

  test('are allowed again once the window has passed', async () => {
    const world = createWorld();
    await approved(world, PUSH_ALLOWANCE.pushes);
    world.clock.advance(PUSH_ALLOWANCE.withinMs + MINUTE_MS);
    await askedAndYes(world, 9);
    expect(world.pushes()).toHaveLength(PUSH_ALLOWANCE.pushes + 1);
    expect(world.incidents()).toEqual([]);
  });

  test('of other people do not count', async () => {
    const world = createWorld();
    await approved(world, PUSH_ALLOWANCE.pushes);
    const bob = ssoUser('bob@example.com', PRODUCTION);
    await world.deliverCalls(record({ eventID: 'of-bob', userIdentity: bob }));
    await world.drain();
    const bobs = only(world.asked().filter(({ user }) => user === 'UBOB'));
    await world.click('yes', bobs);
    expect(world.pushes()).toHaveLength(PUSH_ALLOWANCE.pushes + 1);
  });

  test('count once however often Duo has to be tried', async () => {
    const world = createWorld();
    world.onPush({ kind: 'approved' });
    let failures = 0;
    world.outage('duo', (operation) =>
      operation === 'start' && failures++ < PUSH_ALLOWANCE.pushes + 1 ? { kind: 'request-lost' } : null,
    );
    await askedAndYes(world, 1);
    for (let again = 0; again < 4; again++) await world.later(20_000);
    expect(failures).toBeGreaterThan(PUSH_ALLOWANCE.pushes);
    expect(only(await world.questions()).state).toBe('verified');
  });

  test('are not sent while nobody knows how many there were, and the deadline pages', async () => {
    const world = createWorld();
    const memory = { ...world.ports.memory, recall: () => Promise.reject(new Error('the table is away')) };
    await world.deliverCalls(record());
    await world.drain();
    await world.press('yes', only(world.asked()));
    await world.workWith({ memory });
    expect(world.pushes()).toEqual([]);
    world.clock.advance(20 * MINUTE_MS);
    await world.drainWith({ memory });
    expect(only(await world.questions())).toMatchObject({ cause: 'second-factor-unreachable' });
  });

  test('that are asked for at the same moment get no further either', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    const question = only(await world.questions());
    const asking = Array.from({ length: PUSH_ALLOWANCE.pushes + 2 }, (_, index) =>
      allowPush(world.ports, { ...question, id: `case-${index}` }),
    );
    const allowed = await Promise.all(asking);
    expect(allowed.filter((each) => each === 'yes')).toHaveLength(PUSH_ALLOWANCE.pushes);
  });
});
