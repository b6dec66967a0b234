import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { Automation } from '../config/config.ts';
import { principalMatches } from '../people/principal-pattern.ts';
import type { RuleMatch } from '../sigma/rule.ts';
import { severityOf } from './severity.ts';

/** Rules with one of these tags are never excused: whoever may change them could excuse himself. */
const NEVER_EXCUSED = [
  'countersign.identity',
  'countersign.credential',
  'countersign.policy',
  'countersign.self',
];

/**
 * The registered automation that explains every one of these matches, or null. The principal, the network, the rules
 * and the expiry of its entry must all fit. A match that is only logged needs no explanation.
 *
 * @param network name of the trusted network the call came from, or null
 */
export function explainedBy(
  call: ApiCall,
  matches: readonly RuleMatch[],
  automation: readonly Automation[],
  network: string | null,
  now: number,
): Automation | null {
  if (matches.some((match) => match.tags.some((tag) => NEVER_EXCUSED.includes(tag)))) return null;
  const fits = (entry: Automation) =>
    now < entry.expires &&
    (entry.network === null || entry.network === network) &&
    matches.every((match) => severityOf(match.level) === 'log' || entry.rules.includes(match.ruleId)) &&
    principalMatches(entry.principal, call.principal);
  return automation.find(fits) ?? null;
}
