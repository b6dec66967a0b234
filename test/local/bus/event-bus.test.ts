import { createSnsClientFor } from '../../../lambda/adapters/sns/subscriptions.ts';
import { createSqsClient } from '../../../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../../../lambda/adapters/sqs/queue.ts';
import { objectOf, parseJson } from '../../../lambda/cloudtrail/json.ts';
import type { DerivedPattern } from '../../../lambda/eventbridge/derived-pattern.ts';
import { createBusStore } from '../../../local/bus/bus-store.ts';
import { createEventBus, toEvent } from '../../../local/bus/event-bus.ts';
import { type QueueServer, startQueueServer } from '../../../local/servers/queue-server.ts';
import { record } from '../records.ts';

const PATTERN: DerivedPattern = {
  name: 'users',
  state: 'ENABLED',
  pattern: { detail: { eventName: ['CreateUser'] } },
  ruleIds: ['iam/user'],
};

let server: QueueServer;
beforeAll(async () => {
  server = await startQueueServer();
});
afterAll(() => server.close());

function bus() {
  const { region: _region, ...place } = server.place;
  const store = createBusStore(null);
  const snsFor = createSnsClientFor(place);
  const { ensureTopic } = server;
  return {
    store,
    ...createEventBus({ patterns: [PATTERN], snsFor, ensureTopic, store, archive: () => false }),
  };
}

/** What the central queue holds, as its envelopes. */
async function queued() {
  const client = createSqsClient(server.place);
  const queue = createSqsQueue({ client, queueUrl: server.urls.events });
  const messages = await queue.receive(1);
  await queue.remove(messages.map(({ receipt }) => receipt));
  client.destroy();
  return messages.map(({ body }) => {
    const parsed = parseJson(body);
    return parsed.ok ? objectOf(parsed.value) : {};
  });
}

function event(fields: Parameters<typeof record>[0] = {}) {
  const made = toEvent(record(fields));
  if (made === null) throw new Error('no event');
  return made;
}

test('what a rule wants reaches the queue through the topic of its own account and region; the rest is filtered', async () => {
  const { publish, store } = bus();
  const foreign = { recipientAccountId: '123456789012', awsRegion: 'eu-west-1' };
  const report = await publish([event(), event(foreign), event({ eventName: 'GetUser' })]);

  expect(report).toEqual({ received: 3, filtered: 1, delivered: 2, undelivered: 0 });
  expect(store.counts().filtered).toBe(1);
  expect((await queued()).map((envelope) => envelope['TopicArn']).toSorted()).toEqual([
    'arn:aws:sns:eu-west-1:123456789012:countersign-events',
    'arn:aws:sns:us-east-1:111122223333:countersign-events',
  ]);
});

test('what SNS refuses is kept with its words', async () => {
  const { publish, store } = bus();
  const report = await publish([event({ requestParameters: { userName: 'x'.repeat(1_100_000) } })]);

  expect(report).toMatchObject({ delivered: 0, undelivered: 1 });
  expect(store.counts().undelivered).toMatchObject([{ reason: expect.stringMatching(/^SNS refused it: /) }]);
});

test('a region that is none is published in the usual one', async () => {
  await bus().publish([event({ awsRegion: '../../etc' })]);
  expect((await queued()).map((envelope) => envelope['TopicArn'])).toEqual([
    'arn:aws:sns:us-east-1:111122223333:countersign-events',
  ]);
});

test('an event stays as it is, and a record becomes one', () => {
  const given = { 'detail-type': 'AWS API Call via CloudTrail', account: '111122223333', detail: record() };
  expect(toEvent(given)).toBe(given);
  expect(toEvent(record())).toMatchObject({ account: '111122223333', detail: record() });
});

test('a record that does not name its account belongs to the one of its identity, else to none', () => {
  const { recipientAccountId: _account, ...unnamed } = record();
  expect(toEvent(unnamed)).toMatchObject({ account: '111122223333' });
  expect(toEvent({ eventName: 'CreateUser' })).toMatchObject({ account: '000000000000' });
});

test.each([7, 'text', null, [[]]])('%j is no event', (value) => {
  expect(toEvent(value)).toBeNull();
});
