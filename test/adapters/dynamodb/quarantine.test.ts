import { createDynamoQuarantine } from '../../../lambda/adapters/dynamodb/quarantine.ts';
import { quarantineContract } from '../../contracts/quarantine.contract.ts';
import { embeddedTables } from './tables.ts';

const open = embeddedTables();

quarantineContract('DynamoDB', async () =>
  createDynamoQuarantine((await open()).state, { keptMs: 86_400_000 }),
);
