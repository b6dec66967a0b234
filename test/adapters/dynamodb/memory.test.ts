import { createDynamoMemory } from '../../../lambda/adapters/dynamodb/memory.ts';
import { memoryContract } from '../../contracts/memory.contract.ts';
import { embeddedTables } from './tables.ts';

const open = embeddedTables();

memoryContract('DynamoDB', async (clock) => createDynamoMemory((await open()).state, clock));
