import ipaddr from 'ipaddr.js';
import type { Parsed } from '../cloudtrail/json.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export interface CidrRange {
  readonly address: Address;
  readonly bits: number;
}

/** An IPv4 or IPv6 range such as `10.0.0.0/8`. */
export function parseCidr(text: string): Parsed<CidrRange> {
  const [addressText = '', bitsText = ''] = text.split('/');
  const address = parseAddress(addressText);
  const bits = /^\d{1,3}$/.test(bitsText) ? Number(bitsText) : Number.NaN;
  if (address === null || !(bits <= (address.kind() === 'ipv4' ? 32 : 128))) {
    return { ok: false, reason: `"${text}" is not a range such as 10.0.0.0/8 or 2001:db8::/32` };
  }
  return { ok: true, value: { address, bits } };
}

/** False for text that is no address: `sourceIPAddress` may be `AWS Internal` or a service's name. */
export function isInside(text: string, range: CidrRange): boolean {
  const address = parseAddress(text);
  return (
    address !== null && address.kind() === range.address.kind() && address.match(range.address, range.bits)
  );
}

/** IPv4 only in its usual form of four decimal numbers; an IPv4 address in IPv6 clothing counts as IPv4. */
function parseAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : null;
}
