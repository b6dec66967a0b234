import { createDynamoCredentialLineage } from '../../../lambda/adapters/dynamodb/credential-lineage.ts';
import { credentialLineageContract } from '../../contracts/credential-lineage.contract.ts';
import { embeddedTables } from './tables.ts';

const open = embeddedTables();

credentialLineageContract('DynamoDB', async (clock) =>
  createDynamoCredentialLineage((await open()).state, clock),
);
