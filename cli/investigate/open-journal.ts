import { createDynamoJournal } from '../../lambda/adapters/dynamodb/journal.ts';
import type { ActionSource, SourceIo } from '../../lambda/ports/action-source.ts';
import { SourceFailure } from '../../lambda/ports/source-failure.ts';
import { journalSource } from '../../lambda/workflows/journal-source.ts';
import { Hindrance, openTables } from '../deployment/stored-tables.ts';
import { messageOf } from '../failure.ts';
import type { InvestigateOptions } from './options.ts';

/** The journal of a deployment, in the region that its configuration names. What DynamoDB refuses is one line. */
export function openJournal({ config }: InvestigateOptions, io: SourceIo): ActionSource {
  return {
    async search(subjects, period, tell) {
      try {
        const tables = await openTables({ config, data: null });
        const found = await tables.table('journal');
        const journal = createDynamoJournal(found, { keptMs: null });
        await journalSource(journal, null, io).search(subjects, period, tell);
        await tables.close();
      } catch (cause) {
        const name = cause instanceof Error && !(cause instanceof Hindrance) ? `${cause.name}: ` : '';
        throw new SourceFailure(`the journal: ${name}${messageOf(cause)}`, { cause });
      }
    },
  };
}
