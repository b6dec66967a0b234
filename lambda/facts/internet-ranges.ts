import ipaddr from 'ipaddr.js';
import { numberedIPv4 } from './networks/numbered-address.ts';

/**
 * First and last address, as numbers that order them: IPv4 as it is, IPv6 by its first 52 bits, which a double holds
 * exactly. A range of a longer prefix counts as the one of 52 bits that holds it: far too little to matter.
 */
interface AddressRange {
  readonly version: 4 | 6;
  readonly from: number;
  readonly to: number;
}

const IPV6_BITS = 52;

/** More public addresses than this is the Internet: a whole /8 of IPv4, a whole /32 of IPv6. */
const WIDEST_V4 = 2 ** (32 - 8);
const WIDEST_V6 = 2 ** (IPV6_BITS - 32);

/** Source: "IANA IPv4 Special-Purpose Address Registry", and multicast and reserved space from 224.0.0.0 on. */
const PRIVATE_V4 = rangesOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
]);

/** The only space from which IPv6 addresses are given out. Source: "Internet Protocol Version 6 Address Space", IANA. */
const PUBLIC_V6 = rangesOf(['2000::/3']);

/**
 * True when the ranges together let in more of the public Internet than any one organisation holds.
 *
 * They are taken as a union, so that two halves, or many slices, are seen for what they are. Private space does not
 * count. Text that is no address range counts for nothing: the services refuse it.
 */
export function opensToInternet(texts: readonly string[]): boolean {
  const ranges = rangesOf(texts);
  return isWide(ranges, 4, WIDEST_V4, publicV4) || isWide(ranges, 6, WIDEST_V6, publicV6);
}

/** Most lists are so short that their sum, which counts overlaps twice, already says no. */
function isWide(
  ranges: readonly AddressRange[],
  version: 4 | 6,
  widest: number,
  publicSize: (ranges: readonly AddressRange[]) => number,
): boolean {
  let sum = 0;
  for (const range of ranges) if (range.version === version) sum += range.to - range.from + 1;
  return sum > widest && publicSize(union(ranges.filter((range) => range.version === version))) > widest;
}

function publicV4(disjoint: readonly AddressRange[]): number {
  return sizeOf(disjoint) - overlap(disjoint, PRIVATE_V4);
}

function publicV6(disjoint: readonly AddressRange[]): number {
  return overlap(disjoint, PUBLIC_V6);
}

function rangesOf(texts: readonly string[]): readonly AddressRange[] {
  const ranges: AddressRange[] = [];
  for (const text of texts) {
    const range = rangeIn(text.trim());
    if (range !== null) ranges.push(range);
  }
  return ranges;
}

function rangeIn(text: string): AddressRange | null {
  const slash = text.indexOf('/');
  const address = slash === -1 ? text : text.slice(0, slash);
  const prefix = slash === -1 ? null : text.slice(slash + 1);
  return address.includes(':') ? rangeV6(address, prefix ?? '128') : rangeV4(address, prefix ?? '32');
}

function rangeV4(address: string, prefix: string): AddressRange | null {
  const value = numberedIPv4(address);
  const bits = prefixBits(prefix, 32);
  return value === null || bits === null ? null : { version: 4, ...around(value, 2 ** (32 - bits)) };
}

function rangeV6(address: string, prefix: string): AddressRange | null {
  const bits = prefixBits(prefix, 128);
  if (bits === null || !ipaddr.IPv6.isValid(address)) return null;
  const [first = 0, second = 0, third = 0, fourth = 0] = ipaddr.IPv6.parse(address).parts;
  const value = ((first * 0x10000 + second) * 0x10000 + third) * 0x10 + (fourth >>> 12);
  return { version: 6, ...around(value, 2 ** Math.max(0, IPV6_BITS - bits)) };
}

/** Null for text that is no length of a prefix. */
function prefixBits(text: string, most: number): number | null {
  if (!/^\d{1,3}$/.test(text)) return null;
  const bits = Number(text);
  return bits > most ? null : bits;
}

/** The aligned range of that size that holds the address. */
function around(address: number, size: number): Pick<AddressRange, 'from' | 'to'> {
  const from = Math.floor(address / size) * size;
  return { from, to: from + size - 1 };
}

function union(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const merged: AddressRange[] = [];
  for (const range of ranges.toSorted((some, other) => some.from - other.from)) {
    const last = merged.at(-1);
    if (last !== undefined && range.from <= last.to + 1) {
      merged[merged.length - 1] = { ...last, to: Math.max(range.to, last.to) };
    } else merged.push(range);
  }
  return merged;
}

function sizeOf(disjoint: readonly AddressRange[]): number {
  return disjoint.reduce((sum, range) => sum + range.to - range.from + 1, 0);
}

/** How many addresses two lists have in common; each list's ranges must be disjoint. */
function overlap(some: readonly AddressRange[], others: readonly AddressRange[]): number {
  return some.reduce((sum, range) => sum + others.reduce((part, other) => part + common(range, other), 0), 0);
}

function common(one: AddressRange, other: AddressRange): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from) + 1);
}
