import { createInMemoryCallLedger } from '../../../lambda/adapters/in-memory/call-ledger.ts';
import { callLedgerContract } from '../../contracts/call-ledger.contract.ts';

callLedgerContract('in memory', async () => createInMemoryCallLedger());
