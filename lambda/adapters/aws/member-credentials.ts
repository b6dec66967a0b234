import { partitionOf } from '../../config/regions.ts';
import type { Clock } from '../../ports/clock.ts';
import { assumedRole, type CredentialProvider, type RoleToAssume } from './assumed-role.ts';

export interface MemberRole extends Omit<RoleToAssume, 'arn'> {
  /** The same in every account. */
  readonly roleName: string;
}

/** Credentials of the role in an account, by its number. */
export type MemberCredentials = (account: string) => CredentialProvider;

/** Regions share a session: an account's role is assumed once, not once for each region. */
export function memberCredentials({ roleName, ...role }: MemberRole, clock: Clock): MemberCredentials {
  const partition = partitionOf(role.sts.region) ?? 'aws';
  const kept = new Map<string, CredentialProvider>();
  return (account) => {
    const arn = `arn:${partition}:iam::${account}:role/${roleName}`;
    const provider = kept.get(account) ?? assumedRole({ ...role, arn }, clock.now);
    kept.set(account, provider);
    return provider;
  };
}
