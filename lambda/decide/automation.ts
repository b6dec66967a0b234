import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { Automation } from '../config/config.ts';
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
  const names = [call.principal.arn, call.principal.roleArn].filter((arn) => arn !== null);
  const fits = (entry: Automation) =>
    now < entry.expires &&
    (entry.network === null || entry.network === network) &&
    matches.every((match) => severityOf(match.level) === 'log' || entry.rules.includes(match.ruleId)) &&
    names.some((arn) => matchesWildcard(entry.principal, arn));
  return automation.find(fits) ?? null;
}

/** Whether `*` in the pattern, standing for any run of characters, makes it equal to the text. */
function matchesWildcard(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const last = rest.at(-1) ?? '';
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}
