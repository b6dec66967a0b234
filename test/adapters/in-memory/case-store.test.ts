import { createInMemoryCaseStore } from '../../../lambda/adapters/in-memory/case-store.ts';
import { caseStoreContract } from '../../contracts/case-store.contract.ts';

caseStoreContract('in memory', async () => createInMemoryCaseStore());
