import { createDynamoLease } from '../../../lambda/adapters/dynamodb/lease.ts';
import { leaseContract } from '../../contracts/lease.contract.ts';
import { embeddedTables } from './tables.ts';

const open = embeddedTables();

leaseContract('DynamoDB', async (clock) => createDynamoLease((await open()).state, 'drain', clock));
