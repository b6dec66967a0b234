import { createInMemoryCredentialLineage } from '../../../lambda/adapters/in-memory/credential-lineage.ts';
import { credentialLineageContract } from '../../contracts/credential-lineage.contract.ts';

credentialLineageContract('in memory', async (clock) => createInMemoryCredentialLineage(clock));
