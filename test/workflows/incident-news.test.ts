import type { InMemoryMessage } from '../../lambda/adapters/in-memory/chat.ts';
import { listOf, objectOf, textOf } from '../../lambda/cloudtrail/json.ts';
import { endIncident } from '../../lambda/workflows/end-incident.ts';
import { PRODUCTION, record, STAGING } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World } from './world.ts';

async function paged(): Promise<World> {
  const world = createWorld();
  await world.deliverCalls(record());
  await world.drain();
  await world.click('no', only(world.asked()));
  return world;
}

/** What the security channel's threads say, oldest first. */
const thread = (world: World) =>
  world
    .messages()
    .filter((message) => message.channel === 'C0SECURITY' && message.thread !== null)
    .map(textIn)
    .filter((text) => !text.startsWith('*What'));

function textIn({ blocks }: InMemoryMessage): string {
  return blocks.map((block) => textOf(objectOf(block['text'])['text']) ?? '').join('\n');
}

async function close(world: World, who = 'olga', why = 'a drill'): Promise<void> {
  const { id } = only(await world.cases());
  await endIncident(world.ports.cases, id, { by: 'operator', at: world.clock.now(), who, why });
  await world.later(MINUTE_MS);
}

describe('the security channel', () => {
  test('is told in the thread how an open incident grows, each call once', async () => {
    const world = await paged();
    await world.deliverCalls(record({ eventID: 'second' }), record({ eventID: 'third' }));
    await world.later(MINUTE_MS);
    await world.deliverCalls(record({ eventID: 'fourth' }));
    await world.later(MINUTE_MS);
    const [first, second, ...more] = thread(world);
    expect(more).toEqual([]);
    expect(first).toContain('2 further API calls joined this incident: 3 in all');
    expect(second).toContain('1 further API call joined this incident: 4 in all');
  });

  test('is told of the growth of an alert, too', async () => {
    const world = createWorld();
    const stopped = (eventID: string) => record({ eventID, eventName: 'StopLogging' });
    await world.deliverCalls(stopped('first'));
    await world.later(MINUTE_MS);
    expect(world.incidents()).toHaveLength(1);
    await world.deliverCalls(stopped('second'));
    await world.later(MINUTE_MS);
    expect(thread(world).join()).toContain('joined this incident: 2 in all');
  });

  test('hears of a late answer', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    const before = only(world.asked());
    await world.later(16 * MINUTE_MS);
    await world.click('yes', before);
    expect(only(thread(world))).toContain(
      'Yes, it was me. No second factor was asked, nothing is taken back.',
    );
  });

  test('hears who closed the incident and why, once, with nothing of it formatted', async () => {
    const world = await paged();
    await close(world, '<!here> *olga*');
    await world.later(MINUTE_MS);
    const told = only(thread(world));
    expect(told).toContain('Closed by `&lt;!here&gt; *olga*`');
    expect(told).toContain('`a drill`');
    expect(told).toContain('asked about anew');
  });

  test('hears that the time of an incident is over', async () => {
    const world = await paged();
    await world.later(25 * 60 * MINUTE_MS);
    expect(only(thread(world))).toContain('nobody ended this incident');
  });

  test('misses nothing that joined while it could not be told of the incident', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    const question = only(world.asked());
    world.outage('slack', (operation) => (operation === 'post' ? { kind: 'request-lost' } : null));
    await world.click('no', question);
    await world.deliverCalls(record({ eventID: 'second' }));
    await world.later(MINUTE_MS);
    world.outage('slack', null);
    await world.later(5 * MINUTE_MS);
    await world.later(5 * MINUTE_MS);
    const post = only(world.messages().filter(({ text }) => text.startsWith('Not countersigned')));
    expect(post.text).toContain('2 API calls');
    expect(thread(world)).toEqual([]);
  });
});

describe('the message of a question whose incident was closed', () => {
  test('says so to the person', async () => {
    const world = await paged();
    await close(world);
    const { text, blocks } = only(world.asked());
    expect(text).toContain('Closed by the security team');
    expect(JSON.stringify(blocks)).toContain('closed it at <!date^');
  });
});

describe('a call that two accounts recorded', () => {
  const copy = (eventID: string, recipientAccountId: string) =>
    record({ eventID, recipientAccountId, sharedEventID: 'shared-1' });

  test.each([['in one batch'], ['one after the other']])('%s is one call, shown with both', async (how) => {
    const world = createWorld();
    await world.deliverCalls(copy('ours', PRODUCTION));
    if (how !== 'in one batch') await world.drain();
    await world.deliverCalls(copy('theirs', STAGING));
    await world.drain();
    const message = only(world.asked());
    expect(message.text).toContain('1 API call');
    expect(message.text).toContain(`In account \`${PRODUCTION}\``);
    expect(message.text).toContain(`Also recorded in account \`${STAGING}\``);
    await world.click('no', message);
    const { details } = only(only(world.incidents()).pages);
    expect(details).toMatchObject({ calls: 1, also_recorded_in: [STAGING] });
  });

  test('is shown with both once, however often the copy comes', async () => {
    const world = createWorld();
    await world.deliverCalls(copy('ours', PRODUCTION), copy('theirs', STAGING), copy('theirs', STAGING));
    await world.drain();
    await world.deliverCalls(copy('theirs', STAGING));
    await world.drain();
    expect(only(await world.questions()).calls[0]?.alsoIn).toEqual([STAGING]);
    expect(listOf(only(await world.questions()).outbox.map(({ id }) => id))).toEqual([]);
  });
});

describe('a burst that turns worse', () => {
  test('pages its worst call at once, apart from the open question', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    expect(world.incidents()).toEqual([]);
    const stop = { eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' };
    await world.deliverCalls(
      record({ eventID: 'worse', ...stop, requestParameters: { name: 'trail' } }),
      record({ eventID: 'more of the same' }),
    );
    await world.drain();
    const page = only(only(world.incidents()).pages);
    expect(page.summary).toContain('StopLogging');
    const question = only(await world.questions());
    expect(question).toMatchObject({ state: 'asked' });
    expect(question.calls.map(({ eventID }) => eventID)).not.toContain('worse');
    expect(question.calls).toHaveLength(2);
  });
});

test('thousands of calls are one message with all of them counted, and one page', async () => {
  const world = createWorld();
  await world.deliverCalls(record());
  await world.drain();
  await world.click('no', only(world.asked()));
  await world.deliverCalls(
    ...Array.from({ length: 1_500 }, (_, index) => record({ eventID: `flood-${index}` })),
  );
  await world.later(MINUTE_MS);
  const last = only(world.incidents()).pages.at(-1);
  expect(last?.details).toMatchObject({ calls: 1_501 });
  expect(JSON.stringify(last?.details)).toContain('--json has up to 1,000, the journal all');
  expect(only(world.asked()).text).toContain('1,501 API calls; of the first 1,000');
  expect(thread(world).at(-1)).toContain('1,501 in all');
});
