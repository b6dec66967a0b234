import { existsSync } from 'node:fs';
import { systemPause } from '../../lambda/adapters/dynamodb/backoff.ts';
import { createTableClient } from '../../lambda/adapters/dynamodb/client.ts';
import { tablesNamed } from '../../lambda/adapters/dynamodb/find-table.ts';
import { createDynamoJournal } from '../../lambda/adapters/dynamodb/journal.ts';
import type { ActionSource, SourceIo } from '../../lambda/ports/action-source.ts';
import { SourceFailure } from '../../lambda/ports/source-failure.ts';
import { journalSource } from '../../lambda/workflows/journal-source.ts';
import { CONFIG_FILE } from '../../lib/read-deployment.ts';
import { messageOf } from '../failure.ts';
import { configOf } from './config-of.ts';
import type { InvestigateOptions } from './options.ts';

/** What CloudFormation calls the journal of the security stack begins so. */
const JOURNAL_BEGINS = 'countersign-security-JournalTable';

/** The journal of a deployment, in the region that its configuration names. What DynamoDB refuses is one line. */
export function openJournal(options: InvestigateOptions, io: SourceIo): ActionSource {
  const file = options.config ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : null);
  const region = file === null ? undefined : configOf(file).security?.region;
  const client = createTableClient(region === undefined ? {} : { region });
  return {
    async search(subjects, period, tell) {
      try {
        const name = options.table ?? (await nameOf(client));
        const journal = createDynamoJournal({ client, name, pause: systemPause() }, { keptMs: null });
        await journalSource(journal, null, io).search(subjects, period, tell);
      } catch (cause) {
        if (cause instanceof SourceFailure) throw cause;
        const name = cause instanceof Error ? cause.name : 'Error';
        throw new SourceFailure(`the journal: ${name}: ${messageOf(cause)}`, { cause });
      }
    },
  };
}

async function nameOf(client: ReturnType<typeof createTableClient>): Promise<string> {
  const names = await tablesNamed(client, JOURNAL_BEGINS);
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  const found = names.length === 0 ? 'no table' : `several tables (${names.join(', ')})`;
  throw new SourceFailure(`the journal: ${found} named ${JOURNAL_BEGINS}…; --table NAME tells which it is`);
}
