import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { createTableClient } from '../../../lambda/adapters/dynamodb/client.ts';
import { createSqsClient } from '../../../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../../../lambda/adapters/sqs/queue.ts';
import type { ReceivedMessage } from '../../../lambda/ports/queue.ts';
import { createTables, LOCAL_TABLES } from '../../../local/servers/create-tables.ts';
import { type QueueServer, startQueueServer } from '../../../local/servers/queue-server.ts';
import { startTableServer } from '../../../local/servers/table-server.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'countersign-servers-'));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Runs `killed-run.ts` until it says that it is done, then kills it as `kill -9` does. */
async function runAndKill(): Promise<unknown> {
  const script = path.resolve(__dirname, 'killed-run.ts');
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  return JSON.parse(String(line));
}

async function drained(server: QueueServer, queueUrl: string): Promise<readonly ReceivedMessage[]> {
  const client = createSqsClient(server.place);
  const messages = await createSqsQueue({ client, queueUrl }).receive(0);
  client.destroy();
  return messages;
}

test('queues survive the killing of the process: what was not removed is there at once, under its id', async () => {
  const before = await runAndKill();

  const server = await startQueueServer({ dataDir });
  const events = await drained(server, server.urls.events);
  const verify = await drained(server, server.urls.verify);
  const undelivered = await drained(server, server.urls.undelivered);
  await server.close();

  expect(events.map(({ body }) => body).sort()).toEqual(['in flight 😀', 'waiting']);
  expect(events.find(({ body }) => body !== 'waiting')).toMatchObject(Object(before));
  expect(verify.map(({ body }) => body)).toEqual(['in verify']);
  expect(undelivered.map(({ body }) => body)).toEqual(['in undelivered']);
});

test('tables survive the killing of the process', async () => {
  await runAndKill();

  const server = await startTableServer({ dataDir });
  const client = createTableClient(server.place);
  await createTables(client);
  const { Item } = await client.send(
    new GetCommand({ TableName: LOCAL_TABLES.state, Key: { pk: 'kept', sk: 0 } }),
  );
  client.destroy();
  await server.close();

  expect(Item).toEqual({ pk: 'kept', sk: 0 });
});

test('a message removed after a restart does not come back after the next', async () => {
  const first = await startQueueServer({ dataDir });
  await first.put('events', 'once');
  await first.close();
  const second = await startQueueServer({ dataDir });
  const client = createSqsClient(second.place);
  const queue = createSqsQueue({ client, queueUrl: second.urls.events });
  const [message] = await queue.receive(0);
  await queue.remove([message?.receipt ?? '']);
  client.destroy();
  await second.close();

  const third = await startQueueServer({ dataDir });
  const left = await drained(third, third.urls.events);
  await third.close();

  expect(message?.body).toBe('once');
  expect(left).toEqual([]);
});

test('a second run on the same tables is refused', async () => {
  const server = await startTableServer({ dataDir });

  const second = startTableServer({ dataDir });

  await expect(second).rejects.toThrow();
  await server.close();
});
