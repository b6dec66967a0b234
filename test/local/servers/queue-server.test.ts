import { once } from 'node:events';
import { connect } from 'node:net';
import { PublishBatchCommand, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { createSnsClientFor, createSnsSubscriptions } from '../../../lambda/adapters/sns/subscriptions.ts';
import { createSqsClient } from '../../../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../../../lambda/adapters/sqs/queue.ts';
import type { Queue } from '../../../lambda/ports/queue.ts';
import { type QueueServer, startQueueServer } from '../../../local/servers/queue-server.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:countersign-events';

let server: QueueServer;
let sns: SNSClient;
let events: Queue;

beforeEach(async () => {
  server = await startQueueServer();
  sns = createSnsClientFor(server.place)('eu-central-1');
  events = createSqsQueue({ client: createSqsClient(server.place), queueUrl: server.urls.events });
});

afterEach(() => server.close());

const publish = (Message: string) => sns.send(new PublishCommand({ TopicArn: TOPIC, Message }));

async function receiveJson(): Promise<Record<string, unknown>> {
  const [message] = await events.receive(1);
  return JSON.parse(message?.body ?? '{}');
}

async function canConnect(host: string): Promise<boolean> {
  const socket = connect(Number(new URL(server.endpoint).port), host);
  const connected = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return connected;
}

describe('embedded queue server', () => {
  test("delivers what is published to a member account's topic in an envelope with that topic's ARN", async () => {
    await server.ensureTopic(TOPIC);
    await server.ensureTopic(TOPIC);

    const { MessageId } = await publish('{"name":"Zoë 😀"}');

    expect(await receiveJson()).toMatchObject({
      Type: 'Notification',
      TopicArn: TOPIC,
      MessageId,
      Message: '{"name":"Zoë 😀"}',
    });
    expect(await events.receive(0)).toEqual([]);
  });

  test('delivers every message of a batch', async () => {
    await server.ensureTopic(TOPIC);
    const PublishBatchRequestEntries = ['a', 'b', 'c'].map((Message, index) => ({
      Id: String(index),
      Message,
    }));

    await sns.send(new PublishBatchCommand({ TopicArn: TOPIC, PublishBatchRequestEntries }));

    expect(await events.receive(1)).toHaveLength(3);
  });

  test('takes a message of 1 MiB and refuses a byte more, as a topic with the largest limit does', async () => {
    await server.ensureTopic(TOPIC);

    await publish('x'.repeat(1_048_576));
    await expect(publish('x'.repeat(1_048_577))).rejects.toThrow('too long');

    expect((await receiveJson())['Message']).toHaveLength(1_048_576);
  });

  test('publishing to a topic that nobody made fails', async () => {
    await expect(publish('hello')).rejects.toThrow('Topic does not exist');
  });

  test('a topic that asks for confirmation delivers from then on', async () => {
    await server.askToSubscribe(TOPIC);
    await publish('too early');
    const confirmation = await receiveJson();
    const nothing = await events.receive(0);

    const subscriptions = createSnsSubscriptions(createSnsClientFor(server.place));
    const outcome = await subscriptions.confirm(TOPIC, String(confirmation['Token']));
    await publish('in time');

    expect(confirmation).toMatchObject({ Type: 'SubscriptionConfirmation', TopicArn: TOPIC });
    expect(nothing).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'delivered' });
    expect((await receiveJson())['Message']).toBe('in time');
  });

  test('puts any body into a queue, also one that SQS would refuse to take', async () => {
    await server.put('events', 'a\u0000b');

    expect((await events.receive(0)).map(({ body }) => body)).toEqual(['a\u0000b']);
    await expect(events.send('a\u0000b')).rejects.toThrow('Invalid characters');
    await expect(events.send('😀\u0000')).rejects.toThrow('Invalid characters');
  });

  test('listens on 127.0.0.1 alone, and after closing no more', async () => {
    expect(await canConnect('127.0.0.1')).toBe(true);
    expect(await canConnect('127.0.0.2')).toBe(false);

    await server.close();

    expect(await canConnect('127.0.0.1')).toBe(false);
    await expect(server.ensureTopic(TOPIC)).rejects.toThrow('the server has ended');
    await server.close();
  });

  test('closes while a receive is waiting', async () => {
    const waiting = events.receive(20).then(
      () => 'ended',
      () => 'ended',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));

    await server.close();

    expect(await waiting).toBe('ended');
  });
});
