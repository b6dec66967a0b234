import type { Config, MemberAccount } from './config.ts';
import { allRegions, partitionOf, REGIONS } from './regions.ts';

/** An account and one of its regions. */
export interface MemberPlace {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** Such as `111122223333/eu-central-1`. */
export function placeKey({ account, region }: MemberPlace): string {
  return `${account}/${region}`;
}

type Membership = Pick<Config, 'accounts' | 'organization' | 'security'>;
type Regions = MemberAccount['regions'];

/**
 * Every account and region that delivers calls and is known. In an organisation StackSets also bring accounts that no
 * configuration names; they are watched all the same, but nobody knows to miss them.
 */
export function memberPlaces(config: Membership): readonly MemberPlace[] {
  const { organization } = config;
  const accounts = config.accounts ?? [];
  const named = accounts.flatMap(({ id, regions }) => placesOf(config, id, organization?.regions ?? regions));
  const isNamed = accounts.some(({ id }) => id === organization?.managementAccount);
  return isNamed ? named : [...managementPlaces(config), ...named];
}

/** Where the management account of an organisation has stacks, which StackSets do not bring. */
export function managementPlaces(config: Membership): readonly MemberPlace[] {
  const { organization } = config;
  return organization === null ? [] : placesOf(config, organization.managementAccount, organization.regions);
}

/** Where calls to IAM and Organizations are recorded; null without a security account, whose partition it is of. */
export function globalRegionOf({ security }: Pick<Config, 'security'>): string | null {
  const partition = partitionOf(security?.region ?? '');
  return partition === null ? null : REGIONS[partition].global;
}

/** @param regions as a configuration writes them */
export function regionsOf({ security }: Pick<Config, 'security'>, regions: Regions): readonly string[] {
  if (regions !== 'all') return regions;
  const partition = partitionOf(security?.region ?? '');
  return partition === null ? [] : allRegions(partition);
}

function placesOf(config: Membership, account: string, regions: Regions): readonly MemberPlace[] {
  return regionsOf(config, regions).map((region) => ({ account, region }));
}
