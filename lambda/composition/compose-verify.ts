import { systemPause } from '../adapters/dynamodb/backoff.ts';
import type { Table } from '../adapters/dynamodb/batches.ts';
import { createDynamoCallLedger } from '../adapters/dynamodb/call-ledger.ts';
import { createDynamoCaseStore } from '../adapters/dynamodb/case-store.ts';
import { createTableClient } from '../adapters/dynamodb/client.ts';
import { createDynamoJournal } from '../adapters/dynamodb/journal.ts';
import { createDynamoMemory } from '../adapters/dynamodb/memory.ts';
import type { Config } from '../config/config.ts';
import { ENVIRONMENT } from '../environment.ts';
import type { SweepPorts } from '../workflows/sweep.ts';
import { type Runtime, required, sqsQueue } from './runtime.ts';
import { chatOf, pagerOf, secondFactorOf } from './vendors.ts';

export function composeVerify(runtime: Runtime, config: Config): SweepPorts {
  const table = stateTable(runtime);
  return {
    cases: createDynamoCaseStore(table),
    ledger: createDynamoCallLedger(table, runtime.clock),
    journal: createDynamoJournal(
      { ...table, name: required(runtime, ENVIRONMENT.journalTable) },
      config.journal,
    ),
    chat: chatOf(runtime),
    secondFactor: secondFactorOf(runtime, config),
    memory: createDynamoMemory(table, runtime.clock),
    pager: pagerOf(runtime, config),
    investigateQueue: sqsQueue(runtime, ENVIRONMENT.investigateQueueUrl),
    verifyQueue: sqsQueue(runtime, ENVIRONMENT.verifyQueueUrl),
    clock: runtime.clock,
    random: runtime.random,
    sleep: runtime.sleep,
    verification: config.verification,
    securityChannel: config.slack.securityChannel,
  };
}

export function stateTable(runtime: Runtime): Table {
  const client = createTableClient(runtime.places.dynamodb);
  return { client, name: required(runtime, ENVIRONMENT.stateTable), pause: systemPause() };
}
