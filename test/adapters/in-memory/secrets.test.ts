import { createInMemorySecrets } from '../../../lambda/adapters/in-memory/secrets.ts';
import { secretsContract } from '../../contracts/secrets.contract.ts';

secretsContract('in memory', async (secrets) => createInMemorySecrets(secrets));
