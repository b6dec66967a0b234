import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { createSqsClient } from '../../../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../../../lambda/adapters/sqs/queue.ts';
import { type QueueServer, startQueueServer } from '../../../local/servers/queue-server.ts';
import { queueContract } from '../../contracts/queue.contract.ts';

const VISIBILITY_MS = 1_000;

let server: QueueServer;
let client: SQSClient;
let queues = 0;

beforeAll(async () => {
  server = await startQueueServer();
  client = createSqsClient(server.place);
});

afterAll(async () => {
  client.destroy();
  await server.close();
});

queueContract('SQS', async () => {
  queues += 1;
  const created = await client.send(
    new CreateQueueCommand({
      QueueName: `contract-${queues}`,
      Attributes: { VisibilityTimeout: String(VISIBILITY_MS / 1_000) },
    }),
  );
  const wait = () => new Promise<void>((resolve) => setTimeout(resolve, VISIBILITY_MS + 50));
  return {
    queue: createSqsQueue({ client, queueUrl: created.QueueUrl ?? '' }),
    letVisibilityPass: wait,
    letSecondPass: wait,
  };
});

describe('SQS queue', () => {
  test('a queue that cannot be reached removes nothing and says which receipts are left', async () => {
    const nowhere = createSqsClient({ ...server.place, endpoint: 'http://127.0.0.1:1' });
    const queue = createSqsQueue({ client: nowhere, queueUrl: server.urls.events });
    const receipts = Array.from({ length: 12 }, (_, number) => `receipt ${number}`);

    expect(await queue.remove(receipts)).toEqual(receipts);
    await expect(queue.receive(0)).rejects.toThrow('ECONNREFUSED');
  });
});
