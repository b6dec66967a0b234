import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import { onOneLine } from '../cloudtrail/plain-text.ts';
import type { Automation } from '../config/config.ts';
import { matchesWildcard, principalMatches } from '../people/principal-pattern.ts';
import type { RuleMatch } from '../sigma/rule.ts';
import { severityOf } from './severity.ts';

/** Rules with one of these tags are never excused: whoever may change them could excuse himself. */
export const NEVER_EXCUSED = [
  'countersign.identity',
  'countersign.credential',
  'countersign.policy',
  'countersign.self',
];

/** Characters of a subject in a reason. */
const LONGEST_SUBJECT = 200;

/** What the registered automation says of a call: all is as expected, or the first thing that is not. */
export type AutomationVerdict =
  | { readonly kind: 'expected'; readonly entry: Automation }
  /** `because` is half a sentence, such as `not from build-servers`. */
  | { readonly kind: 'unexpected'; readonly entry: Automation; readonly because: string };

export interface AutomationContext {
  readonly automation: readonly Automation[];
  /** Name of the trusted network the call came from; null: none. */
  readonly network: string | null;
  /** Whom the credentials came from, nearest first, as far as that is known. */
  readonly ancestors: readonly Principal[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Whether a registered automation explains every one of these matches: principal, subject, network, rules and expiry of
 * its entry must all fit. A match that is only logged needs no explanation. Null: no entry is about the principal.
 */
export function judgeAutomation(
  call: ApiCall,
  matches: readonly RuleMatch[],
  context: AutomationContext,
): AutomationVerdict | null {
  let first: AutomationVerdict | null = null;
  for (const entry of context.automation) {
    if (!principalMatches(entry.principal, call.principal)) continue;
    const because = deviation(entry, matches, context);
    if (because === null) return { kind: 'expected', entry };
    first ??= { kind: 'unexpected', entry, because };
  }
  return first;
}

function deviation(
  entry: Automation,
  matches: readonly RuleMatch[],
  { network, ancestors, now }: AutomationContext,
): string | null {
  if (matches.some(({ tags }) => tags.some((tag) => NEVER_EXCUSED.includes(tag)))) {
    return 'changes of credentials, policies or Countersign are always asked about';
  }
  if (now >= entry.expires) return 'its entry has ended';
  if (entry.network !== null && entry.network !== network) return `not from ${entry.network}`;
  const other = matches.find(
    ({ level, ruleId }) => severityOf(level) !== 'log' && !entry.rules.includes(ruleId),
  );
  if (other !== undefined) return `not expected to do ${other.ruleId}`;
  return entry.subject === null ? null : subjectDeviation(entry.subject, ancestors);
}

/** The subject is in the call that got the session; a session of which that was not seen may be anybody's. */
function subjectDeviation(wanted: string, ancestors: readonly Principal[]): string | null {
  const workflow = ancestors.find(({ kind }) => kind === 'web-identity');
  const subject = workflow?.userName ?? null;
  if (subject === null) return `not known to be of ${wanted}`;
  return matchesWildcard(wanted, subject)
    ? null
    : `of ${onOneLine(subject).slice(0, LONGEST_SUBJECT)} instead of ${wanted}`;
}
