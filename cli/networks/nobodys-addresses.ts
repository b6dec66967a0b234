import type { AddressSpan } from './read-ranges.ts';

/**
 * Addresses that every network may use, which the files nevertheless place in some country.
 *
 * Sources: "IANA IPv4 Special-Purpose Address Registry"; multicast and reserved space from 224.0.0.0 on; "Internet
 * Protocol Version 6 Address Space", IANA: only 2000::/3 is given out.
 */
export const NOBODYS: Readonly<Record<4 | 6, readonly AddressSpan[]>> = {
  4: [
    span('0.0.0.0', 8),
    span('10.0.0.0', 8),
    span('100.64.0.0', 10),
    span('127.0.0.0', 8),
    span('169.254.0.0', 16),
    span('172.16.0.0', 12),
    span('192.0.2.0', 24),
    span('192.168.0.0', 16),
    span('198.18.0.0', 15),
    span('198.51.100.0', 24),
    span('203.0.113.0', 24),
    span('224.0.0.0', 3),
  ],
  6: [
    { first: 0, last: 0x200000000000 - 1 },
    { first: 0x20010db80000, last: 0x20010db8ffff },
    { first: 0x400000000000, last: 2 ** 48 - 1 },
  ],
};

function span(address: string, prefixBits: number): AddressSpan {
  const first = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { first, last: first + 2 ** (32 - prefixBits) - 1 };
}
