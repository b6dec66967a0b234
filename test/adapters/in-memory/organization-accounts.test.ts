import { createInMemoryOrganizationAccounts } from '../../../lambda/adapters/in-memory/organization-accounts.ts';
import {
  ORGANIZATION,
  organizationAccountsContract,
} from '../../contracts/organization-accounts.contract.ts';

organizationAccountsContract('in memory', () => createInMemoryOrganizationAccounts(ORGANIZATION));
