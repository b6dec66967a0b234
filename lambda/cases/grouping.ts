import { createHash } from 'node:crypto';
import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import type { Config } from '../config/config.ts';
import { networkPrefixOf } from '../facts/network-prefix.ts';
import { trustedNetworkOf } from '../facts/source.ts';
import type { Origin } from './case.ts';

/**
 * Where the calls of a burst come from: the human's session or key, and the network. Two origins are two questions,
 * so that one yes never blesses a thief.
 *
 * @param ancestors whom the credentials came from, nearest first, as far as that is known
 */
export function originOf(
  call: ApiCall,
  networks: Config['networks'],
  ancestors: readonly Principal[] = [],
): Origin {
  // A service that hands out sessions to programs is the beginning of no one's burst.
  const first = ancestors.findLast(({ kind }) => kind !== 'service');
  return { lineage: lineageOf(first ?? call.principal), network: networkOf(call, networks) };
}

/**
 * What the credentials descend from. A person's Identity Center sessions in several accounts are one lineage; a
 * long-term key is a lineage of its own, apart from its owner's console sessions.
 */
function lineageOf(principal: Principal): string {
  if (principal.kind === 'sso')
    return `sso:${principal.onBehalfOf ?? principal.sessionName ?? principal.label}`;
  if (principal.accessKeyId?.startsWith('AKIA')) return `key:${principal.accessKeyId}`;
  return `principal:${principal.arn ?? principal.label}`;
}

function networkOf(call: ApiCall, networks: Config['networks']): string {
  const trusted = trustedNetworkOf(call, networks.trusted);
  if (trusted !== null) return trusted;
  switch (call.source.kind) {
    case 'ip':
    case 'vpc-endpoint':
      return networkPrefixOf(call.source.address);
    case 'aws-service':
    case 'aws-internal':
    case 'unknown':
      return call.source.address.slice(0, 100);
  }
}

/** The group of questions to one person about one origin. */
export function questionGroup(email: string, origin: Origin): string {
  return groupOf(['question', email, origin.lineage, origin.network]);
}

/** The group of alerts that are one page while the window is open. */
export function alertGroup(
  rule: string,
  principal: string,
  account: string,
  resource: string | null,
): string {
  return groupOf(['alert', rule, principal, account, resource ?? '']);
}

/** The group of calls about which nobody can be asked: one page per principal, account and day. */
export function reportGroup(because: string, principal: string, account: string, day: string): string {
  return groupOf(['report', because, principal, account, day]);
}

function groupOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
