import ipaddr from 'ipaddr.js';
import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { TrustedNetwork } from '../config/config.ts';
import type { AddressNetwork, NetworkLookup } from './networks/address-network.ts';

/**
 * The name of the trusted network that the call came from; null for none.
 *
 * Only calls that came as such from an address are looked up: an AWS service acting for somebody has no network.
 */
export function trustedNetworkOf(call: ApiCall, networks: readonly TrustedNetwork[]): string | null {
  const { source } = call;
  if (networks.length === 0 || source.kind !== 'ip' || !ipaddr.isValid(source.address)) return null;
  const address = ipaddr.process(source.address);
  const holding = networks.find((network) => network.cidrs.some((cidr) => holds(cidr, address)));
  return holding?.name ?? null;
}

/** What is known of the network that the call came from; null for one that did not come as such from an address. */
export function networkOf({ source }: ApiCall, networks: NetworkLookup): AddressNetwork | null {
  return source.kind === 'ip' ? networks(source.address) : null;
}

function holds(cidr: string, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (!ipaddr.isValidCIDR(cidr)) return false;
  const range = ipaddr.parseCIDR(cidr);
  return range[0].kind() === address.kind() && address.match(range);
}
