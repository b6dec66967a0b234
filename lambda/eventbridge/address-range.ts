import ipaddr from 'ipaddr.js';
import type { Parsed } from '../cloudtrail/json.ts';
import type { AddressRange } from './pattern.ts';

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
const IPV6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;
const BITS_PER_BYTE = 8;

/** The bytes of an address literal (4 or 16), or null for any other text: host names are never looked up. */
export function addressBytes(text: string): readonly number[] | null {
  if (!IPV4.test(text) && !IPV6.test(text)) return null;
  if (IPV4.test(text) ? !ipaddr.IPv4.isValidFourPartDecimal(text) : !ipaddr.IPv6.isValid(text)) return null;
  return ipaddr.process(text).toByteArray();
}

/**
 * Reads a `cidr` pattern. Single addresses (/32, /128) are refused: the service wants them as plain text.
 * Source: class CIDR of aws/event-ruler.
 */
export function parseCidr(text: string): Parsed<AddressRange> {
  const [address = '', mask = '', ...rest] = text.split('/');
  if (mask === '' || rest.length > 0)
    return { ok: false, reason: `malformed CIDR "${text}", one "/" required` };
  if (!/^\d+$/.test(mask))
    return { ok: false, reason: `malformed CIDR "${text}", mask bits must be an integer` };
  const bytes = addressBytes(address);
  if (bytes === null) return { ok: false, reason: `nonstandard IP address "${address}"` };
  const maskBits = Number(mask);
  const allBits = bytes.length * BITS_PER_BYTE;
  if (maskBits >= allBits) {
    const version = bytes.length === 4 ? 'IPv4' : 'IPv6';
    return { ok: false, reason: `${version} mask bits must be < ${allBits}, got ${mask}` };
  }
  return { ok: true, value: blockOf(bytes, maskBits) };
}

function blockOf(bytes: readonly number[], maskBits: number): AddressRange {
  const hostMask = (index: number): number => {
    const networkBits = Math.min(Math.max(maskBits - index * BITS_PER_BYTE, 0), BITS_PER_BYTE);
    return 0xff >> networkBits;
  };
  return {
    first: bytes.map((byte, index) => byte & ~hostMask(index)),
    last: bytes.map((byte, index) => byte | hostMask(index)),
  };
}

export function isWithin(range: AddressRange, address: readonly number[]): boolean {
  return (
    address.length === range.first.length &&
    compareBytes(address, range.first) >= 0 &&
    compareBytes(address, range.last) <= 0
  );
}

function compareBytes(a: readonly number[], b: readonly number[]): number {
  for (const [index, byte] of a.entries()) {
    const other = b[index] ?? 0;
    if (byte !== other) return byte - other;
  }
  return 0;
}
