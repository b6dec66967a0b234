import { createDynamoCanaries } from '../../../lambda/adapters/dynamodb/canaries.ts';
import { canariesContract } from '../../contracts/canaries.contract.ts';
import { embeddedTables } from './tables.ts';

const open = embeddedTables();

canariesContract('DynamoDB', async () => createDynamoCanaries((await open()).state));
