import { createSnsClientFor, createSnsSubscriptions } from '../../../lambda/adapters/sns/subscriptions.ts';
import { createSqsClient } from '../../../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../../../lambda/adapters/sqs/queue.ts';
import { type QueueServer, startQueueServer } from '../../../local/servers/queue-server.ts';
import { subscriptionsContract } from '../../contracts/subscriptions.contract.ts';

let server: QueueServer;

beforeAll(async () => {
  server = await startQueueServer();
});

afterAll(() => server.close());

subscriptionsContract('SNS', async () => {
  const queue = createSqsQueue({ client: createSqsClient(server.place), queueUrl: server.urls.events });
  return {
    subscriptions: createSnsSubscriptions(createSnsClientFor(server.place)),
    async ask(topicArn) {
      await server.askToSubscribe(topicArn);
      const [message] = await queue.receive(1);
      await queue.remove([message?.receipt ?? '']);
      return JSON.parse(message?.body ?? '{}').Token;
    },
  };
});
