import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { record, START } from './messages.ts';
import { buttonOf, createWorld, MINUTE_MS, only, type World, type WorldOptions } from './world.ts';

/** A call that a quiet period may cover: of no service that decides who may do what. */
function put(eventID: string, changes: JsonObject = {}): JsonObject {
  return record({
    eventID,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'PutThing',
    eventTime: new Date(START).toISOString(),
    ...changes,
  });
}

/** Ana has confirmed one call. */
async function confirmed(options: WorldOptions = {}, first = put('first')): Promise<World> {
  const world = createWorld(options);
  await world.deliverCalls(first);
  await world.drain();
  world.onPush({ kind: 'approved' });
  await world.click('yes', only(world.asked()));
  return world;
}

async function arriving(world: World, ...calls: readonly JsonObject[]): Promise<void> {
  await world.deliverCalls(...calls);
  await world.later(MINUTE_MS);
}

const listOfCovered = (world: World) => world.messages().filter(({ thread }) => thread !== null);
const verification = (changes: Partial<typeof DEFAULT_CONFIG.verification>) => ({
  config: { verification: { ...DEFAULT_CONFIG.verification, ...changes } },
});

describe('a quiet period', () => {
  test('lists further calls like the confirmed ones in the thread, and asks nothing', async () => {
    const world = await confirmed();
    await arriving(world, put('second'), put('third'));
    await arriving(world, put('fourth'));
    expect(only(world.asked()).text).toContain('not asked about again');
    expect(only(await world.questions())).toMatchObject({ state: 'verified', outbox: [] });
    const list = only(listOfCovered(world));
    expect(list.text).toContain('3 API calls like those you confirmed');
    expect(list.thread).toMatchObject({ ts: only(world.asked()).ts });
    expect(buttonOf(list, 'not-me')).not.toBeNull();
  });

  test('is journalled: each covered call with the id of the case that covers it', async () => {
    const world = await confirmed();
    await arriving(world, put('second'));
    const { id } = only(await world.questions());
    const line = (await world.journal()).find(({ kind, eventID }) => kind === 'call' && eventID === 'second');
    expect(line?.caseId).toBe(id);
    const transition = (await world.journal()).find(({ data }) => data['event'] === 'covered');
    expect(transition).toMatchObject({ caseId: id, data: { covered: ['second'] } });
  });

  test('covers a call once, however often its message comes', async () => {
    const world = await confirmed({ deliversTwice: () => true });
    await arriving(world, put('second'));
    await arriving(world, put('second'));
    expect(only(listOfCovered(world)).text).toContain('1 API call like');
    expect(await world.questions()).toHaveLength(1);
  });

  test('goes by when a call was made, not by when it arrives', async () => {
    const world = await confirmed();
    world.clock.advance(50 * MINUTE_MS);
    await arriving(world, put('in time', { eventTime: new Date(START + 29 * MINUTE_MS).toISOString() }));
    expect(world.asked()).toHaveLength(1);
    await arriving(world, put('too late', { eventTime: new Date(START + 31 * MINUTE_MS).toISOString() }));
    expect(world.asked()).toHaveLength(2);
  });

  test.each([
    ['another rule', put('other', { eventName: 'CreateKey' }), 'rule'],
    ['another tool', put('other', { userAgent: 'Boto3/1.40' }), 'tool'],
    [
      'a service that decides who may do what',
      put('other', { eventSource: 'iam.amazonaws.com' }),
      'protected',
    ],
    ['a call from before', put('other', { eventTime: new Date(START - MINUTE_MS).toISOString() }), 'time'],
  ])('%s is asked about and ends it', async (_name, other, because) => {
    const world = await confirmed();
    await arriving(world, other);
    expect(world.asked()).toHaveLength(2);
    const [first] = await world.questions();
    expect(first?.quiet?.ended).toMatchObject({ because });
    await arriving(world, put('like the first'));
    expect(listOfCovered(world)).toEqual([]);
    expect((await world.questions()).flatMap(({ calls }) => calls)).toHaveLength(3);
  });

  test('another network and another person are asked about', async () => {
    const world = await confirmed();
    await arriving(world, put('there', { sourceIPAddress: '203.0.113.9' }));
    expect(world.asked()).toHaveLength(2);
  });

  test('does not begin after a call that changes identities', async () => {
    const world = await confirmed({}, record());
    expect(only(await world.questions()).quiet).toBeUndefined();
    expect(only(world.asked()).text).not.toContain('not asked about again');
  });

  test('may be off', async () => {
    const world = await confirmed(verification({ quietMs: null }));
    await arriving(world, put('second'));
    expect(world.asked()).toHaveLength(2);
  });

  test('covers what came while the push waited, and not what the answered message did not show', async () => {
    const world = createWorld();
    await world.deliverCalls(put('shown'));
    await world.drain();
    const older = only(world.asked());
    await world.deliverCalls(put('not shown'));
    await world.drain();
    await world.press('yes', older);
    world.outage('duo', (operation) => (operation === 'status' ? { kind: 'request-lost' } : null));
    await world.work();
    await world.deliverCalls(put('meanwhile'));
    await world.drain();
    world.outage('duo', null);
    world.onPush({ kind: 'approved' });
    await world.later(20_000);
    const [first, second] = await world.questions();
    expect(first?.quiet?.calls.map(({ eventID }) => eventID)).toEqual(['meanwhile']);
    expect(second?.calls.map(({ eventID }) => eventID)).toEqual(['not shown']);
  });
});

describe('the button Not me', () => {
  test('pages at once, with the confirmed and the covered calls', async () => {
    const world = await confirmed();
    await arriving(world, put('second'));
    await world.click('not-me', only(listOfCovered(world)), 'UANA');
    expect(only(await world.questions())).toMatchObject({ state: 'escalated', cause: 'not-me' });
    const page = only(world.incidents()).pages[0];
    expect(page).toMatchObject({ severity: 'critical', details: { calls: 2 } });
    expect(buttonOf(only(listOfCovered(world)), 'not-me')).toBeNull();
    await arriving(world, put('third'));
    expect(world.asked()).toHaveLength(1);
    expect(only(world.incidents()).pages.at(-1)?.details).toMatchObject({ calls: 3 });
  });

  test('is refused to a stranger', async () => {
    const world = await confirmed();
    await arriving(world, put('second'));
    await world.click('not-me', only(listOfCovered(world)), 'U0STRANGER');
    expect(only(await world.questions()).state).toBe('verified');
    expect(only(world.whispers()).text).toContain('Only the person who was asked');
  });

  test('works after the quiet period, too', async () => {
    const world = await confirmed();
    await arriving(world, put('second'));
    await world.later(3 * 60 * MINUTE_MS);
    await world.click('not-me', only(listOfCovered(world)), 'UANA');
    expect(world.incidents()).toHaveLength(1);
  });
});
