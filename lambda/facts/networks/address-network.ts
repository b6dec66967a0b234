/** What is publicly known of the network that an address belongs to. */
export interface AddressNetwork {
  /** Where the address is said to be used: two letters of ISO 3166-1; null where nobody says. */
  readonly country: string | null;
  /** Autonomous system that announces the address; null where none does. */
  readonly asn: number | null;
  /** Who runs that autonomous system, such as `Hetzner Online GmbH`. */
  readonly organisation: string | null;
  /** Whether servers are let there: a call made by hand rarely comes from one. */
  readonly hosting: boolean;
  /** Whether it hides where its users are: a commercial VPN, an anonymising relay. */
  readonly vpn: boolean;
}

/** What is known of an address as CloudTrail writes it; null for text that is no address, and for private ones. */
export type NetworkLookup = (address: string) => AddressNetwork | null;

/** For where no table of addresses is at hand: nothing is known. */
export const NO_NETWORKS: NetworkLookup = () => null;
