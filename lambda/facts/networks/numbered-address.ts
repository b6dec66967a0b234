import { isIPv6 } from 'node:net';

/** An address as a number that orders it: all of IPv4, the first 48 bits of IPv6. */
export interface NumberedAddress {
  readonly version: 4 | 6;
  readonly value: number;
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** Null for text that is no address. An IPv4 address written as IPv6 is the IPv4 address. */
export function numberedAddress(text: string): NumberedAddress | null {
  const plain = numberedIPv4(text);
  if (plain !== null) return { version: 4, value: plain };
  if (!isIPv6(text)) return null;
  const mapped = numberedIPv4(MAPPED.exec(text)?.[1] ?? '');
  return mapped === null ? { version: 6, value: numberedIPv6(text) } : { version: 4, value: mapped };
}

/** The first three of the eight groups; `::` stands for as many as are missing. */
function numberedIPv6(text: string): number {
  // The last two groups may be written as IPv4; they are not looked at.
  const address = text.includes('.') ? text.replace(/[\d.]+$/, '0:0') : text;
  const gap = address.indexOf('::');
  const head = groupsIn(gap === -1 ? address : address.slice(0, gap));
  const tail = gap === -1 ? [] : groupsIn(address.slice(gap + 2));
  const missing = 8 - head.length - tail.length;
  const group = (at: number) => Number.parseInt(head[at] ?? tail[at - head.length - missing] ?? '0', 16);
  return (group(0) * 0x10000 + group(1)) * 0x10000 + group(2);
}

function groupsIn(text: string): readonly string[] {
  return text === '' ? [] : text.split(':');
}

const DOT = 46;
const ZERO = 48;

/** Null for anything but four decimal numbers. Read by hand: nearly every call has one, and a library takes longer than the lookup. */
export function numberedIPv4(text: string): number | null {
  if (text.length > 15) return null;
  let value = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0) return null;
      value = value * 256 + part;
      part = 0;
      digits = 0;
      dots += 1;
    } else {
      part = part * 10 + code - ZERO;
      digits += 1;
      if (code < ZERO || code > ZERO + 9 || part > 255) return null;
    }
  }
  return dots === 3 && digits > 0 ? value * 256 + part : null;
}
