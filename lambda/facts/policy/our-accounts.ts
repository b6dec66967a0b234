import type { Config } from '../../config/config.ts';
import { AWS_LOG_ACCOUNTS } from './aws-log-accounts.ts';

/** Which accounts and organisation are ours, seen from one call. */
export interface OurAccounts {
  isOurs(account: string): boolean;
  readonly organizationId: string | null;
}

/**
 * The call's own account is ours, and the configured ones.
 *
 * Without a configured list no other account is known to be ours. The accounts from which AWS itself writes load
 * balancer logs count as ours: naming them in a bucket policy lets nobody else in.
 */
export function ourAccounts(
  config: Pick<Config, 'accounts' | 'organizationId'>,
  callAccount: string,
): OurAccounts {
  return {
    isOurs: (account) =>
      account === callAccount ||
      AWS_LOG_ACCOUNTS.has(account) ||
      (config.accounts?.some((member) => member.id === account) ?? false),
    organizationId: config.organizationId,
  };
}
