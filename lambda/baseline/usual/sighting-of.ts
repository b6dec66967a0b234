import type { ApiCall } from '../../cloudtrail/api-call.ts';
import { objectOf, textOf } from '../../cloudtrail/json.ts';
import type { NetworkLookup } from '../../facts/networks/address-network.ts';
import { networkOf } from '../../facts/source.ts';
import { toolOf } from '../../facts/tool.ts';
import { DAY_MS, type Sighting } from './usual.ts';

const HOUR_MS = 3_600_000;
/** What callers choose is kept no longer than this. Characters. */
const LONGEST = 120;

/**
 * Whose habits a call belongs to: the user, the role, or of Identity Center the person in the role. Null for calls of
 * AWS services, of other accounts and of nobody.
 */
export function habitOwnerOf({ principal, account }: ApiCall): string | null {
  switch (principal.kind) {
    case 'root':
      return `${account}/root`;
    case 'iam-user':
    case 'federated':
      return principal.arn;
    case 'sso':
      return principal.roleArn === null
        ? principal.arn
        : `${principal.roleArn}/${principal.sessionName ?? ''}`;
    case 'role-session':
    case 'web-identity':
    case 'instance':
      return principal.roleArn ?? (principal.roleName === null ? null : `${account}/${principal.roleName}`);
    case 'service':
    case 'cross-account':
    case 'anonymous':
      return null;
    default: {
      const unreachable: never = principal.kind;
      return unreachable;
    }
  }
}

/** Null for a call without a time. */
export function sightingOf(call: ApiCall, networks: NetworkLookup): Sighting | null {
  if (call.eventTime === null) return null;
  const network = networkOf(call, networks);
  const role =
    call.eventName === 'AssumeRole' ? textOf(objectOf(call.record['requestParameters'])['roleArn']) : null;
  return {
    day: Math.floor(call.eventTime / DAY_MS),
    values: {
      region: call.region.slice(0, LONGEST),
      service: call.eventSource.slice(0, LONGEST),
      'user-agent': familyOf(call.userAgent),
      hour: String(Math.floor((call.eventTime % DAY_MS) / HOUR_MS)),
      ...(network?.country == null ? {} : { country: network.country }),
      ...(network?.asn == null ? {} : { asn: String(network.asn) }),
      ...(role === null ? {} : { role: role.slice(0, LONGEST) }),
    },
  };
}

/** What a call was made with; of what is not known, the name before the version. */
function familyOf(userAgent: string): string {
  const tool = toolOf(userAgent);
  return tool === 'other' ? (userAgent.split(/[/ ]/, 1)[0] ?? '').slice(0, 40) : tool;
}
