import ipaddr from 'ipaddr.js';

/** First and last address, as numbers. */
interface AddressRange {
  readonly from: bigint;
  readonly to: bigint;
}

/** More public addresses than this is the Internet: a whole /8 of IPv4, a whole /32 of IPv6. */
const WIDEST_V4 = 2n ** (32n - 8n);
const WIDEST_V6 = 2n ** (128n - 32n);

/** Source: "IANA IPv4 Special-Purpose Address Registry", and multicast and reserved space from 224.0.0.0 on. */
const PRIVATE_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
];

/** The only space from which IPv6 addresses are given out. Source: "Internet Protocol Version 6 Address Space", IANA. */
const PUBLIC_V6 = '2000::/3';

/**
 * True when the ranges together let in more of the public Internet than any one organisation holds.
 *
 * They are taken as a union, so that two halves, or many slices, are seen for what they are. Private space does not
 * count. Text that is no address range counts for nothing: the services refuse it.
 */
export function opensToInternet(ranges: readonly string[]): boolean {
  const v4: AddressRange[] = [];
  const v6: AddressRange[] = [];
  for (const text of ranges) {
    const range = parseRange(text);
    if (range !== null) (range.version === 4 ? v4 : v6).push(range);
  }
  return publicV4(v4) > WIDEST_V4 || publicV6(v6) > WIDEST_V6;
}

function publicV4(ranges: readonly AddressRange[]): bigint {
  if (ranges.length === 0) return 0n;
  const merged = union(ranges);
  return sizeOf(merged) - overlap(merged, PRIVATE_V4_RANGES);
}

function publicV6(ranges: readonly AddressRange[]): bigint {
  return ranges.length === 0 ? 0n : overlap(union(ranges), PUBLIC_V6_RANGES);
}

function rangesOf(texts: readonly string[]): readonly AddressRange[] {
  return texts.flatMap((text) => parseRange(text) ?? []);
}

/** Parsed once: a trail may hold thousands of these calls. */
const PRIVATE_V4_RANGES = union(rangesOf(PRIVATE_V4));
const PUBLIC_V6_RANGES = rangesOf([PUBLIC_V6]);

function parseRange(text: string): (AddressRange & { readonly version: 4 | 6 }) | null {
  const trimmed = text.trim();
  const cidr = trimmed.includes('/') ? trimmed : `${trimmed}/${trimmed.includes(':') ? 128 : 32}`;
  // Naming the version saves the library from trying both, the wrong one by an exception.
  const version = cidr.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
  if (!version.isValidCIDR(cidr)) return null;
  const [address, prefix] = version.parseCIDR(cidr);
  const bytes = address.toByteArray();
  const hostBits = BigInt(bytes.length * 8 - prefix);
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const from = (value >> hostBits) << hostBits;
  return { version: bytes.length === 4 ? 4 : 6, from, to: from + 2n ** hostBits - 1n };
}

function union(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const sorted = ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const merged: AddressRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && range.from <= last.to + 1n) {
      merged[merged.length - 1] = { from: last.from, to: range.to > last.to ? range.to : last.to };
    } else merged.push(range);
  }
  return merged;
}

function sizeOf(disjoint: readonly AddressRange[]): bigint {
  return disjoint.reduce((sum, range) => sum + range.to - range.from + 1n, 0n);
}

/** How many addresses two lists have in common; each list's ranges must be disjoint. */
function overlap(some: readonly AddressRange[], others: readonly AddressRange[]): bigint {
  return some.reduce(
    (sum, range) => sum + others.reduce((part, other) => part + common(range, other), 0n),
    0n,
  );
}

function common(one: AddressRange, other: AddressRange): bigint {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return to < from ? 0n : to - from + 1n;
}
