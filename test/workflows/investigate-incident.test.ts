import { NO_NETWORKS } from '../../lambda/facts/networks/address-network.ts';
import { sift } from '../../lambda/investigate/sift.ts';
import type { ActionSource } from '../../lambda/ports/action-source.ts';
import { SourceFailure } from '../../lambda/ports/source-failure.ts';
import { KEY, record as sample } from '../investigate/sample-calls.ts';
import { iamUser, record } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World } from './world.ts';

const SECOND = '00000000-0000-4000-8000-0000000000ff';
const KEYED = { userIdentity: iamUser('ana@example.com', KEY) };

/** Ana says no: the question is paged, and whoever looks into keys has a message. */
async function escalated(): Promise<World> {
  const world = createWorld();
  await world.deliverCalls(record(KEYED), record({ ...KEYED, eventName: 'DeleteUser', eventID: SECOND }));
  await world.drain();
  await world.click('no', only(world.asked()));
  return world;
}

const pagesOf = (world: World) => only(world.incidents()).pages;
const historyIn = (world: World) => pagesOf(world).at(-1)?.details['what_the_key_did_lately'];
const channel = (world: World) => world.messages().filter((message) => message.channel === 'C0SECURITY');

/** CloudTrail's event history as a source that behaves so. */
const lookup = (search: ActionSource['search']) => ({ lookup: () => ({ search }) });

describe('what the key of an incident did lately', () => {
  test('comes after the page, in the incident and in the thread of the channel', async () => {
    const world = await escalated();
    expect(pagesOf(world)).toHaveLength(1);
    expect(historyIn(world)).toBeUndefined();

    await world.investigate();

    expect(pagesOf(world)).toHaveLength(2);
    expect(historyIn(world)).toMatchObject([{ key: KEY }]);
    expect(JSON.stringify(historyIn(world))).toContain('DeleteUser');
    const [post, thread] = channel(world);
    expect(thread?.text).toContain(KEY);
    expect(thread?.thread?.ts).toEqual(post?.ts);
  });

  test('an alert has it too', async () => {
    const world = createWorld();
    await world.deliverCalls(
      record({ ...KEYED, eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }),
    );
    await world.drain();
    expect(pagesOf(world)).toHaveLength(1);

    await world.investigate();

    expect(JSON.stringify(historyIn(world))).toContain('StopLogging');
  });

  test('takes the event history beside the journal, and a call of both once', async () => {
    const world = await escalated();
    const other = sample({
      eventID: '00000000-0000-4000-8000-0000000000fe',
      eventTime: new Date(world.clock.now() - MINUTE_MS).toISOString(),
    });
    const search: ActionSource['search'] = async (subjects, period, tell) => {
      for (const finding of sift(other, subjects, period, NO_NETWORKS)) tell(finding);
      for (const finding of sift(record(KEYED), subjects, period, NO_NETWORKS)) tell(finding);
    };

    await world.investigate(lookup(search));

    expect(JSON.stringify(historyIn(world))).toContain('3 calls, 0 failed');
  });

  test('a source that fails is named and hides nothing of the other', async () => {
    const world = await escalated();

    await world.investigate(lookup(() => Promise.reject(new SourceFailure('AccessDenied: no'))));

    const told = JSON.stringify(historyIn(world));
    expect(told).toContain('told by: the journal, LookupEvents (AccessDenied: no)');
    expect(told).toContain('DeleteUser');
  });

  test('a source that never ends is left', async () => {
    const world = await escalated();
    const within = async <T>(_ms: number, value: Promise<T>): Promise<T | null> =>
      Promise.race([value, new Promise<null>((resolve) => setImmediate(resolve, null))]);

    await world.investigate({ ...lookup(() => new Promise(() => undefined)), within });

    expect(JSON.stringify(historyIn(world))).toContain('LookupEvents (not finished in time)');
  });

  test('is written down once, however often the message comes', async () => {
    const world = await escalated();
    await world.investigate();
    const { id } = only(await world.questions());

    await world.investigateMessage(JSON.stringify({ caseId: id }));

    expect(pagesOf(world)).toHaveLength(2);
    expect((await world.journal()).filter(({ kind }) => kind === 'investigation')).toHaveLength(1);
  });

  test('its queue may be away: the page is out', async () => {
    const world = createWorld();
    const investigateQueue = { send: () => Promise.reject(new Error('the queue is away')) };
    await world.deliverCalls(
      record({ ...KEYED, eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }),
    );

    const { errors } = await world.drainWith({ investigateQueue });

    expect(errors).toEqual([]);
    expect(pagesOf(world)).toHaveLength(1);
    await world.later(2 * MINUTE_MS);
    await world.investigate();
    expect(historyIn(world)).toBeDefined();
  });

  test('while the pager is away nothing is looked into', async () => {
    const world = createWorld();
    world.outage('pagerduty', { kind: 'request-lost' });
    await world.deliverCalls(
      record({ ...KEYED, eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }),
    );
    await world.drain();

    await world.investigate();

    expect((await world.journal()).filter(({ kind }) => kind === 'investigation')).toEqual([]);
  });

  test.each(['nothing', '{}', '{"caseId":7}'])('the message %j is unreadable', async (body) => {
    const world = createWorld();

    expect(await world.investigateMessage(body)).toBe('unreadable');
  });
});
