import { readFileSync } from 'node:fs';
import { IPV6_BITS } from '../../lambda/adapters/geoip/table-format.ts';

/** Addresses from `first` to `last`; IPv6 by its first 48 bits. */
export interface AddressSpan {
  readonly first: number;
  readonly last: number;
}

/** What a file says of addresses. */
export interface AddressRange extends AddressSpan {
  readonly value: string;
  /** The fourth column, where the file has one. */
  readonly name: string;
}

/** How the files write addresses: as whole numbers. */
const ROW = /^(\d+),(\d+),([^,]*)(?:,(.*))?$/;

/**
 * Reads rows of `first,last,value[,name]`, sorted and without overlaps as the packages publish them.
 *
 * @throws Error naming file and line of a row that is anything else
 */
export function readRanges(file: string, version: 4 | 6): readonly AddressRange[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const range = rangeIn(line.trimEnd(), version);
    if (range === null) throw new Error(`${file}:${at + 1}: not a range of addresses: ${line.slice(0, 100)}`);
    return [range];
  });
}

export function rangeIn(line: string, version: 4 | 6): AddressRange | null {
  const [, first, last, value, name] = ROW.exec(line) ?? [];
  if (first === undefined || last === undefined || value === undefined) return null;
  return {
    first: numbered(first, version),
    last: numbered(last, version),
    value,
    name: unquoted(name ?? ''),
  };
}

function numbered(text: string, version: 4 | 6): number {
  return version === 4 ? Number(text) : Number(BigInt(text) >> BigInt(128 - IPV6_BITS));
}

function unquoted(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}
