import type { Config, MemberAccount, SecurityAccount } from '../lambda/config/config.ts';
import { managementPlaces, memberPlaces, regionsOf } from '../lambda/config/member-places.ts';
import { REGIONS } from '../lambda/config/regions.ts';
import { type Place, partitionOfKnown } from './names.ts';
import { ACCOUNTS_PER_QUEUE } from './queue-shares.ts';

/** A configuration that says where to deploy. */
export interface DeployableConfig extends Config {
  readonly accounts: readonly MemberAccount[];
  readonly security: SecurityAccount;
}

export type Deployable =
  | { readonly ok: true; readonly config: DeployableConfig }
  /** A line each: path, what is wrong, what to do. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** What a local run can do without and a deployment cannot. */
export function deployable(config: Config): Deployable {
  const { accounts, security } = config;
  if (accounts === null || security === null) {
    const missing = [
      ...(accounts === null ? ['accounts: missing, expected the accounts to deploy to'] : []),
      ...(security === null
        ? ['security: missing, expected the account and region of the security stack']
        : []),
    ];
    return { ok: false, problems: missing };
  }
  const complete = { ...config, accounts, security };
  const problems = [
    ...withoutGlobalRegion(complete),
    ...trailsElsewhere(complete),
    ...organizationProblems(complete),
    ...archiveProblems(complete),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: complete };
}

/** Every account and region that gets a member stack of its own. */
export function stackPlaces(config: DeployableConfig): readonly Place[] {
  return config.organization === null ? memberPlaces(config) : managementPlaces(config);
}

/** Where calls to IAM and Organizations are recorded. */
export function globalRegion({ security }: DeployableConfig): string {
  return REGIONS[partitionOfKnown(security.region)].global;
}

/** Rules are regional: without the global region no call to IAM would ever arrive, and nothing would say so. */
function withoutGlobalRegion(config: DeployableConfig): readonly string[] {
  const { accounts, organization } = config;
  const lists = [
    ...(organization === null ? [] : [{ path: 'organization.regions', regions: organization.regions }]),
    ...(organization === null
      ? accounts.map(({ regions }, index) => ({ path: `accounts[${index}].regions`, regions }))
      : []),
  ];
  const global = globalRegion(config);
  return lists.flatMap(({ path, regions }) =>
    regions === 'all' || regions.includes(global)
      ? []
      : [`${path}: ${global} missing, where alone calls to IAM and Organizations are recorded; add it`],
  );
}

/** CIS alarms go to the topic of the member stack beside the trail's log. */
function trailsElsewhere(config: DeployableConfig): readonly string[] {
  return config.accounts.flatMap(({ regions, trail }, index) => {
    const known = regionsOf(config, config.organization?.regions ?? regions);
    return trail === null || trail === undefined || known.includes(trail.region)
      ? []
      : [
          `accounts[${index}].trail.region: got "${trail.region}", expected a region of this account with a member stack: ${known.join(', ')}`,
        ];
  });
}

/** A StackSet's template names one queue, whose policy names the accounts. */
function organizationProblems({ accounts, organization, security }: DeployableConfig): readonly string[] {
  if (organization === null || security.admit === 'organization' || accounts.length <= ACCOUNTS_PER_QUEUE) {
    return [];
  }
  return [
    `accounts: got ${accounts.length}, expected at most ${ACCOUNTS_PER_QUEUE} with organization.units, because one queue's policy names each; set security.admit to organization, or leave organization.units out to spread them over more queues`,
  ];
}

/** Its role is allowed to write that domain and no other. */
function archiveProblems({ archive }: DeployableConfig): readonly string[] {
  if (archive?.access !== 'sigv4' || archive.domain !== null) return [];
  return ['archive.domain: missing, expected the ARN of the OpenSearch domain that access: sigv4 is for'];
}
