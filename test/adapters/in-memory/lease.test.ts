import { createInMemoryLease } from '../../../lambda/adapters/in-memory/lease.ts';
import { leaseContract } from '../../contracts/lease.contract.ts';

leaseContract('in memory', async (clock) => createInMemoryLease(clock));
