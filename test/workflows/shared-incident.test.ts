import type { InMemoryMessage } from '../../lambda/adapters/in-memory/chat.ts';
import { endIncident } from '../../lambda/workflows/end-incident.ts';
import { takeResolution } from '../../lambda/workflows/take-resolution.ts';
import { iamUser, record } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World } from './world.ts';

const DESK = '198.51.100.7';
const ELSEWHERE = '203.0.113.9';

/** Ana's key was used at two places, and she was asked about each: the desk first. */
async function askedTwice(
  elsewhere = {},
): Promise<World & { desk: InMemoryMessage; other: InMemoryMessage }> {
  const world = createWorld();
  await world.deliverCalls(record({ eventID: 'desk', sourceIPAddress: DESK }));
  await world.drain();
  world.clock.advance(MINUTE_MS);
  await world.deliverCalls(record({ eventID: 'elsewhere', sourceIPAddress: ELSEWHERE, ...elsewhere }));
  await world.drain();
  const [desk, other] = world.asked();
  if (desk === undefined || other === undefined) throw new Error('not asked twice');
  return { ...world, desk, other };
}

/** The case that has the incident, and the one that is part of it. */
async function sharing(world: World) {
  const questions = await world.questions();
  const part = only(questions.filter(({ partOf }) => partOf !== undefined));
  return { part, whole: only(questions.filter(({ partOf }) => partOf === undefined)) };
}

const pagesOf = (world: World) => world.incidents().map(({ pages }) => pages.length);

describe('one credential used from two places', () => {
  test('is one incident when both go unanswered', async () => {
    const world = await askedTwice();
    await world.later(20 * MINUTE_MS);
    const { whole, part } = await sharing(world);
    expect(part.partOf).toBe(whole.id);
    expect(pagesOf(world)).toEqual([2]);
    expect(JSON.stringify(only(world.incidents()).pages[1])).toContain(part.calls[0]?.eventID);
    expect((await world.journal()).some(({ data }) => data['event'] === 'shares-incident')).toBe(true);
  });

  test('is told in one thread of the security channel', async () => {
    const world = await askedTwice();
    await world.later(20 * MINUTE_MS);
    const [first, second] = world.messages().filter(({ text }) => text.startsWith('Not countersigned'));
    expect(first?.thread).toBeNull();
    expect(second?.thread).toMatchObject({ ts: first?.ts });
  });

  test('pages anew when the later is worse: who is already there may be asleep', async () => {
    const world = await askedTwice();
    await world.later(14 * MINUTE_MS);
    world.clock.advance(1_000);
    await world.click('no', world.other);
    expect(world.incidents().map(({ pages }) => pages[0]?.severity)).toEqual(['error', 'critical']);
    expect((await world.questions()).map(({ partOf }) => partOf)).toEqual([undefined, undefined]);
  });

  test('is no second page after a worse first', async () => {
    const world = await askedTwice();
    await world.click('no', world.desk);
    await world.later(20 * MINUTE_MS);
    expect(pagesOf(world)).toEqual([2]);
  });

  test('is two incidents when the first has been ended before the second', async () => {
    const world = await askedTwice();
    await world.click('no', world.desk);
    await takeResolution(world.ports, { incidentKey: only(world.incidents()).dedupKey, by: 'Olga' });
    await world.work();
    await world.click('no', world.other);
    expect(world.incidents()).toHaveLength(2);
  });

  test('ends as a whole with the incident', async () => {
    const world = await askedTwice();
    await world.later(20 * MINUTE_MS);
    await takeResolution(world.ports, { incidentKey: only(world.incidents()).dedupKey, by: 'Olga' });
    await world.work();
    expect((await world.questions()).map(({ closed }) => closed?.who)).toEqual(['Olga', 'Olga']);
    await world.deliverCalls(record({ eventID: 'again', sourceIPAddress: ELSEWHERE }));
    await world.later(MINUTE_MS);
    expect(world.asked()).toHaveLength(3);
  });

  test('stays open in PagerDuty when an operator closes only the part', async () => {
    const world = await askedTwice();
    await world.later(20 * MINUTE_MS);
    const { whole, part } = await sharing(world);
    const end = { by: 'operator', at: world.clock.now(), who: 'olga' } as const;
    await endIncident(world.ports.cases, part.id, end);
    await world.later(MINUTE_MS);
    // What PagerDuty has of it is still true.
    expect(only(world.incidents()).open).toBe(true);
    await endIncident(world.ports.cases, whole.id, end);
    await world.later(MINUTE_MS);
    expect(only(world.incidents()).open).toBe(false);
  });

  test('joined by further calls, adds them under the one key', async () => {
    const world = await askedTwice();
    await world.later(20 * MINUTE_MS);
    await world.deliverCalls(record({ eventID: 'third', sourceIPAddress: ELSEWHERE }));
    await world.later(MINUTE_MS);
    expect(world.asked()).toHaveLength(2);
    expect(JSON.stringify(only(world.incidents()).pages.at(-1))).toContain('third');
  });

  test('pages twice rather than not at all when nobody can tell what is open', async () => {
    const world = await askedTwice();
    world.clock.advance(20 * MINUTE_MS);
    const cases = { ...world.ports.cases, askedOf: () => Promise.reject(new Error('the index is away')) };
    await world.drainWith({ cases });
    expect(pagesOf(world)).toEqual([1, 1]);
  });

  test('is decided once: a page that has to be tried again keeps its key', async () => {
    const world = await askedTwice();
    const cases = { ...world.ports.cases, askedOf: () => Promise.reject(new Error('the index is away')) };
    world.clock.advance(20 * MINUTE_MS);
    world.outage('pagerduty', { kind: 'answer-lost' });
    await world.drainWith({ cases });
    world.outage('pagerduty', null);
    await world.later(MINUTE_MS);
    expect(pagesOf(world)).toEqual([2, 2]);
  });
});

test('two keys of one person are two incidents', async () => {
  const world = await askedTwice({ userIdentity: iamUser('ana@example.com', 'AKIAOTHER') });
  await world.later(20 * MINUTE_MS);
  expect(world.incidents()).toHaveLength(2);
});
