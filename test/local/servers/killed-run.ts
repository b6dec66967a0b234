// Run by a test, which kills it: puts messages and an item into servers that keep their data, and says when it is done.
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createTableClient } from '../../../lambda/adapters/dynamodb/client.ts';
import { createSqsClient } from '../../../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../../../lambda/adapters/sqs/queue.ts';
import { createTables, LOCAL_TABLES } from '../../../local/servers/create-tables.ts';
import { startQueueServer } from '../../../local/servers/queue-server.ts';
import { startTableServer } from '../../../local/servers/table-server.ts';

const dataDir = process.argv[2] ?? '';
const queues = await startQueueServer({ dataDir, visibilitySeconds: 3_600 });
const tables = await startTableServer({ dataDir });

const client = createTableClient(tables.place);
await createTables(client);
await client.send(new PutCommand({ TableName: LOCAL_TABLES.state, Item: { pk: 'kept', sk: 0 } }));

await queues.askToSubscribe('arn:aws:sns:eu-west-1:111122223333:countersign-events');
const sqs = createSqsClient(queues.place);
const events = createSqsQueue({ client: sqs, queueUrl: queues.urls.events });
for (const queueUrl of [queues.urls.verify, queues.urls.undelivered]) {
  await createSqsQueue({ client: sqs, queueUrl }).send(`in ${queueUrl.split('/').at(-1)}`);
}
const [confirmation] = await events.receive(1);
await events.remove([confirmation?.receipt ?? '']);
for (const body of ['removed', 'in flight 😀']) await events.send(body);
const received = await events.receive(1);
await events.remove(received.filter(({ body }) => body === 'removed').map(({ receipt }) => receipt));
await events.send('waiting');

const inFlight = received.find(({ body }) => body !== 'removed');
process.stdout.write(`${JSON.stringify({ messageId: inFlight?.messageId })}\n`);
