import { createDynamoJournal } from '../../../lambda/adapters/dynamodb/journal.ts';
import { journalContract } from '../../contracts/journal.contract.ts';
import { embeddedTables } from './tables.ts';

const open = embeddedTables();

journalContract('DynamoDB', async () => createDynamoJournal((await open()).journal, { keptMs: null }));
