import { createInMemoryQuarantine } from '../../../lambda/adapters/in-memory/quarantine.ts';
import { quarantineContract } from '../../contracts/quarantine.contract.ts';

quarantineContract('in memory', async () => createInMemoryQuarantine());
