import type { Config, MemberAccount, SecurityAccount } from '../lambda/config/config.ts';
import { allRegions } from '../lambda/config/regions.ts';
import { type Place, partitionOfKnown } from './names.ts';

/** A configuration that says where to deploy. */
export interface DeployableConfig extends Config {
  readonly accounts: readonly MemberAccount[];
  readonly security: SecurityAccount;
}

export type Deployable =
  | { readonly ok: true; readonly config: DeployableConfig }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What a local run can do without and a deployment cannot. */
export function deployable(config: Config): Deployable {
  const { accounts, security } = config;
  if (accounts !== null && security !== null) return { ok: true, config: { ...config, accounts, security } };
  return {
    ok: false,
    problems: [
      ...(accounts === null ? ['accounts: missing, expected the accounts to deploy to'] : []),
      ...(security === null
        ? ['security: missing, expected the account and region of the security stack']
        : []),
    ],
  };
}

/** Every account and region that gets a member stack. */
export function memberPlaces(config: DeployableConfig): readonly Place[] {
  const everywhere = allRegions(partitionOfKnown(config.security.region));
  return config.accounts.flatMap(({ id, regions }) =>
    (regions === 'all' ? everywhere : regions).map((region) => ({ account: id, region })),
  );
}
