import type { Config, MemberAccount, SecurityAccount } from '../lambda/config/config.ts';
import { allRegions, REGIONS } from '../lambda/config/regions.ts';
import { eventsTopicArns, type Place, partitionOfKnown } from './names.ts';

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
  const problems = [...withoutGlobalRegion(complete), ...tooManyAccounts(complete)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: complete };
}

/** Every account and region that gets a member stack. */
export function memberPlaces(config: DeployableConfig): readonly Place[] {
  const everywhere = allRegions(partitionOfKnown(config.security.region));
  return config.accounts.flatMap(({ id, regions }) =>
    (regions === 'all' ? everywhere : regions).map((region) => ({ account: id, region })),
  );
}

/** Rules are regional: without the global region no call to IAM would ever arrive, and nothing would say so. */
function withoutGlobalRegion({ accounts, security }: DeployableConfig): readonly string[] {
  const { global } = REGIONS[partitionOfKnown(security.region)];
  return accounts.flatMap(({ regions }, index) =>
    regions === 'all' || regions.includes(global)
      ? []
      : [
          `accounts[${index}].regions: ${global} missing, where alone calls to IAM and Organizations are recorded`,
        ],
  );
}

/** Source: "Amazon SQS policy quotas". */
export const MAXIMUM_POLICY_BYTES = 8_192;

/** What the queue's policy has besides the accounts' topics, with the principals of all opt-in regions. */
const POLICY_FRAME_BYTES = 1_500;

function tooManyAccounts({ accounts, security }: DeployableConfig): readonly string[] {
  const partition = partitionOfKnown(security.region);
  const topics = JSON.stringify(accounts.map(({ id }) => eventsTopicArns(partition, id)));
  const bytes = topics.length + POLICY_FRAME_BYTES;
  if (bytes <= MAXIMUM_POLICY_BYTES) return [];
  const most = Math.floor((accounts.length * (MAXIMUM_POLICY_BYTES - POLICY_FRAME_BYTES)) / topics.length);
  return [
    `accounts: got ${accounts.length}, expected at most ${most}: the queue's policy names each and may not be longer`,
  ];
}
