import ipaddr from 'ipaddr.js';
import type { CallSource } from '../cloudtrail/api-call.ts';
import type { TrustedNetwork } from '../config/config.ts';

/** The name of the first trusted network that holds the source address; null when none does or it is no address. */
export function trustedNetworkOf(source: CallSource, networks: readonly TrustedNetwork[]): string | null {
  if (networks.length === 0 || source.kind !== 'ip' || !ipaddr.isValid(source.address)) return null;
  const address = ipaddr.process(source.address);
  const holds = (cidr: string) => {
    if (!ipaddr.isValidCIDR(cidr)) return false;
    const [base, bits] = ipaddr.parseCIDR(cidr);
    return base.kind() === address.kind() && address.match(base, bits);
  };
  return networks.find((network) => network.cidrs.some(holds))?.name ?? null;
}
