import type { Config } from '../config/config.ts';
import { type MemberPlace, memberPlaces, placeKey, regionsOf } from '../config/member-places.ts';
import type { OrganizationAccounts } from '../ports/organization-accounts.ts';
import { failureInWords } from './after-failure.ts';

/** The accounts and regions that deliver calls. */
export interface KnownPlaces {
  readonly places: readonly MemberPlace[];
  /** Why there may be others; null: these are all. */
  readonly problem: string | null;
}

/**
 * The places of the configuration, and those that StackSets brought to accounts it does not name: an account that
 * joined the organisation yesterday is missed as well when it falls silent.
 */
export async function knownPlaces(
  config: Config,
  organizationAccounts: OrganizationAccounts | null,
): Promise<KnownPlaces> {
  const named = memberPlaces(config);
  const { organization } = config;
  if (organization === null || organizationAccounts === null) return { places: named, problem: null };
  const outcome = await organizationAccounts.list(organization.units);
  if (outcome.kind !== 'delivered') {
    return {
      places: named,
      problem: `the organisation's accounts could not be listed: ${failureInWords(outcome)}`,
    };
  }
  const regions = regionsOf(config, organization.regions);
  const joined = outcome.value.flatMap((account) => regions.map((region) => ({ account, region })));
  const all = new Map([...named, ...joined].map((place) => [placeKey(place), place]));
  return { places: [...all.values()], problem: null };
}
