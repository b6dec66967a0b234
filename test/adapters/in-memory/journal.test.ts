import { createInMemoryJournal } from '../../../lambda/adapters/in-memory/journal.ts';
import { journalContract } from '../../contracts/journal.contract.ts';

journalContract('in memory', async () => createInMemoryJournal());
