import path from 'node:path';
import { NETWORKS_FILE } from './networks-in.ts';

/** The table as it is kept in the repository: for what runs from there, and to be copied beside a function's code. */
export const REPOSITORY_NETWORKS = path.resolve(import.meta.dirname, '../../../data/networks', NETWORKS_FILE);
