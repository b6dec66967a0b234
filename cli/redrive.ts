import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { createDynamoQuarantine } from '../lambda/adapters/dynamodb/quarantine.ts';
import { createSqsClient } from '../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../lambda/adapters/sqs/queue.ts';
import { eventsQueueName } from '../lib/names.ts';
import type { CommandIo } from './classify.ts';
import { isHindrance } from './deployment/of-the-world.ts';
import { configAt, Hindrance, openTables } from './deployment/stored-tables.ts';
import { deadLetters, moveBack } from './redrive/dead-letters.ts';
import { type RedriveOptions, readOptions, USAGE } from './redrive/options.ts';
import { quarantined } from './redrive/quarantined.ts';
import { DONE, FOUND, runCommand } from './run-command.ts';

/** Lines of what is set aside. */
const SHOWN = 20;

/** `countersign redrive`: what was set aside, and once more on its way. Resolves with the exit status. */
export async function runRedrive(args: readonly string[], io: CommandIo): Promise<number> {
  const command = {
    name: 'redrive',
    usage: USAGE,
    work: (options: RedriveOptions) => redrive(options, io),
    isHindrance: isHindrance,
  };
  return runCommand(command, readOptions(args), io);
}

async function redrive(options: RedriveOptions, io: CommandIo): Promise<number> {
  if (options.action === 'dead-letters') return redriveDeadLetters(options, io);
  const tables = await openTables(options);
  try {
    const quarantine = createDynamoQuarantine(await tables.table('state'), { keptMs: 0 });
    const { messages, entries } = await quarantined(quarantine);
    if (options.action === 'archive') {
      list(
        io,
        entries.map(({ id, reason }) => `${id}: ${reason}`),
        'journal entries that the archive refused',
      );
      return entries.length === 0 ? DONE : FOUND;
    }
    list(
      io,
      messages.map(({ id, at, reason }) => `${new Date(at).toISOString()} ${id}: ${reason}`),
      'messages in the quarantine',
    );
    if (!options.yes || messages.length === 0) return messages.length === 0 ? DONE : FOUND;
    const { client, QueueUrl } = await eventsQueue(options);
    const queue = createSqsQueue({ client, queueUrl: QueueUrl });
    for (const { body } of messages) await queue.send(body);
    io.stdout.write(`${messages.length} sent into the queue of events\n`);
    return DONE;
  } finally {
    await tables.close();
  }
}

async function redriveDeadLetters(options: RedriveOptions, io: CommandIo): Promise<number> {
  const client = sqsClient(options);
  const queues = (await deadLetters(client)).filter(({ messages }) => messages > 0);
  list(
    io,
    queues.map(({ name, messages }) => `${name}: ${messages}`),
    'queues of dead letters with messages',
  );
  if (queues.length === 0) return DONE;
  if (!options.yes) return FOUND;
  for (const queue of queues) await moveBack(client, queue);
  io.stdout.write('SQS moves them back; the alarms go off when it is done\n');
  return DONE;
}

async function eventsQueue(options: RedriveOptions) {
  const client = sqsClient(options);
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: eventsQueueName(0) }));
  if (QueueUrl === undefined)
    throw new Hindrance(`no queue ${eventsQueueName(0)} in this account and region`);
  return { client, QueueUrl };
}

function sqsClient(options: RedriveOptions) {
  const region = configAt(options)?.security?.region;
  return createSqsClient(region === undefined ? {} : { region });
}

function list(io: CommandIo, lines: readonly string[], what: string): void {
  io.stdout.write(`${lines.length} ${what}\n`);
  for (const line of lines.slice(0, SHOWN)) io.stdout.write(`  ${line}\n`);
  if (lines.length > SHOWN) io.stdout.write(`  … and ${lines.length - SHOWN} more\n`);
}
