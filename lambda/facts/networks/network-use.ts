import { HOSTING_NETWORKS } from './hosting-networks.ts';
import { VPN_NETWORKS } from './vpn-networks.ts';

/** Words by which companies that let servers call themselves; a listed network needs none. */
const HOSTING_NAMES =
  /\b(hosting|hosters?|webhost\w*|cloud (computing|services?)|data ?cent(er|re)s?|dedicated servers?|servers?|vps|colocation|colo)\b/i;

/** A name that ends in VPN is a provider's; one that begins so is a company's that builds private networks. */
const VPN_NAMES =
  /\b(mullvad|nordvpn|packethub|windscribe|proton ag|tor exit)\b|\S\s+vpn(\s+(ab|ltd|limited|inc|llc|gmbh))?\.?$/i;

/** What a network is used for, by its number and by the name of who runs it. */
export function networkUse(
  asn: number | null,
  organisation: string | null,
): { readonly hosting: boolean; readonly vpn: boolean } {
  const vpn = isListed(VPN_NETWORKS, asn) || VPN_NAMES.test(organisation ?? '');
  return { hosting: isListed(HOSTING_NETWORKS, asn) || HOSTING_NAMES.test(organisation ?? ''), vpn };
}

function isListed(networks: ReadonlyMap<number, string>, asn: number | null): boolean {
  return asn !== null && networks.has(asn);
}
