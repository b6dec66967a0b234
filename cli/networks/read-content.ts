import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TableContent } from '../../lambda/adapters/geoip/table-format.ts';
import { mergeRanges } from './merge-ranges.ts';
import { NOBODYS } from './nobodys-addresses.ts';
import { type AddressRange, readRanges } from './read-ranges.ts';

/** The files as their publisher names them: `-num` has addresses as whole numbers. */
const NETWORK_FILES = { 4: 'asn-ipv4-num.csv', 6: 'asn-ipv6-num.csv' } as const;
const COUNTRY_FILES = {
  4: 'geo-whois-asn-country-ipv4-num.csv',
  6: 'geo-whois-asn-country-ipv6-num.csv',
} as const;

/**
 * Everything the table is made of, from the folders that hold the four files between them.
 *
 * @throws Error when a file is missing, or a row is not as it should be
 */
export function readContent(folders: readonly string[]): TableContent {
  const networks = { 4: rangesOf(folders, NETWORK_FILES, 4), 6: rangesOf(folders, NETWORK_FILES, 6) };
  return {
    v4: mergeRanges(networks[4], rangesOf(folders, COUNTRY_FILES, 4), NOBODYS[4]),
    v6: mergeRanges(networks[6], rangesOf(folders, COUNTRY_FILES, 6), NOBODYS[6]),
    names: new Map([...networks[4], ...networks[6]].map(({ value, name }) => [Number(value), name])),
  };
}

function rangesOf(
  folders: readonly string[],
  files: Readonly<Record<4 | 6, string>>,
  version: 4 | 6,
): readonly AddressRange[] {
  const name = files[version];
  const file = folders.map((folder) => path.join(folder, name)).find(existsSync);
  if (file === undefined) throw new Error(`${name} is in none of: ${folders.join(', ')}`);
  return readRanges(file, version);
}
