import { createInMemoryCanaries } from '../../../lambda/adapters/in-memory/canaries.ts';
import { canariesContract } from '../../contracts/canaries.contract.ts';

canariesContract('in memory', async () => createInMemoryCanaries());
