import { createInMemoryMemory } from '../../../lambda/adapters/in-memory/memory.ts';
import { memoryContract } from '../../contracts/memory.contract.ts';

memoryContract('in memory', async (clock) => createInMemoryMemory(clock));
