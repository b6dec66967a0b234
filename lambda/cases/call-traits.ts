import { NEVER_EXCUSED } from '../decide/automation.ts';
import type { DecidedCall } from '../decide/decision.ts';
import { severityOf } from '../decide/severity.ts';
import type { AddressNetwork } from '../facts/networks/address-network.ts';
import { toolOf } from '../facts/tool.ts';
import type { CallTraits } from './case.ts';

/**
 * Services whose calls decide who may do what: they are asked about every time, also when the rule that matched is a
 * foreign one that says nothing of its subject.
 */
const NEVER_COVERED =
  /^(iam|sts|sso|sso-directory|identitystore|organizations|signin|rolesanywhere|cognito-idp)\.amazonaws\.com/;
/** Characters of a user agent that tell unknown tools apart. */
const AGENT_KEPT = 80;
/** A call on which more rules agree is asked about. */
const RULES_KEPT = 8;

/**
 * What a quiet period judges a call by; null for a call that none may cover: one that changes identities, credentials,
 * policies or Countersign itself.
 *
 * @param network what is known of where it came from; null: nothing
 */
export function traitsOf({ call, decision }: DecidedCall, network: AddressNetwork | null): CallTraits | null {
  const isProtected = decision.matches.some(({ tags }) => tags.some((tag) => NEVER_EXCUSED.includes(tag)));
  const rules = decision.matches
    .filter(({ level }) => severityOf(level) !== 'log')
    .map(({ ruleId }) => ruleId);
  if (isProtected || NEVER_COVERED.test(call.eventSource)) return null;
  if (rules.length === 0 || rules.length > RULES_KEPT) return null;
  const tool = toolOf(call.userAgent);
  return {
    rules,
    country: network?.country ?? null,
    asn: network?.asn ?? null,
    tool: tool === 'other' ? call.userAgent.slice(0, AGENT_KEPT).toWellFormed() : tool,
  };
}
