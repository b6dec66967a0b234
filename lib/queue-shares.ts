import type { MemberAccount } from '../lambda/config/config.ts';
import type { DeployableConfig } from './deployable.ts';

/**
 * Accounts whose topics one queue's policy admits. A policy may have 8,192 bytes; a topic takes about 50, and the
 * principals of all opt-in regions 700 ("Amazon SQS policy quotas").
 */
export const ACCOUNTS_PER_QUEUE = 120;

/**
 * Which accounts deliver to which queue, in the order of the configuration: an account added at the end moves no other.
 * Where the whole organisation is admitted, one queue serves them all.
 */
export function queueShares({ accounts, security }: DeployableConfig): readonly (readonly MemberAccount[])[] {
  if (security.admit === 'organization') return [accounts];
  const amount = Math.max(1, Math.ceil(accounts.length / ACCOUNTS_PER_QUEUE));
  return Array.from({ length: amount }, (_, index) =>
    accounts.slice(index * ACCOUNTS_PER_QUEUE, (index + 1) * ACCOUNTS_PER_QUEUE),
  );
}

/** Number of the queue that an account delivers to, from 0. */
export function queueOf(config: DeployableConfig, account: string): number {
  const share = queueShares(config).findIndex((accounts) => accounts.some(({ id }) => id === account));
  return Math.max(0, share);
}
