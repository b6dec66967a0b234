import ipaddr from 'ipaddr.js';

/** What an Internet provider usually gives one place: its routers change the rest of the address. */
const IPV4_BITS = 24;
const IPV6_BITS = 48;

/** The network an address most likely belongs to, such as `198.51.100.0/24`; the text itself when it is no address. */
export function networkPrefixOf(address: string): string {
  if (!ipaddr.isValid(address)) return address.slice(0, 100);
  const parsed = ipaddr.process(address);
  const bits = parsed.kind() === 'ipv4' ? IPV4_BITS : IPV6_BITS;
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${bits}`);
  return `${network.toString()}/${bits}`;
}
