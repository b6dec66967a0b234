import { readFileSync } from 'node:fs';
import type { NetworkLookup } from '../../facts/networks/address-network.ts';
import { openTable } from './open-table.ts';

/** The file's name, in the repository and beside a function's code. */
export const NETWORKS_FILE = 'networks.bin';

/**
 * What the file knows of addresses; it is read when the first address is asked about.
 *
 * @throws Error (on that first address) naming the file when it cannot be read
 */
export function networksIn(file: string): NetworkLookup {
  let lookup: NetworkLookup | null = null;
  return (address) => {
    lookup ??= read(file);
    return lookup(address);
  };
}

function read(file: string): NetworkLookup {
  try {
    return openTable(readFileSync(file));
  } catch (cause) {
    throw new Error(`${file} cannot be read as a table of networks`, { cause });
  }
}
