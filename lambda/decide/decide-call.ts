import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import { isServiceRole } from '../cloudtrail/principal-kind.ts';
import type { Config } from '../config/config.ts';
import { trustedNetworkOf } from '../facts/source.ts';
import { type Ancestry, NO_ANCESTRY } from '../people/descent.ts';
import { ownerOf } from '../people/owner.ts';
import { personOf } from '../people/person-of.ts';
import type { RuleMatch } from '../sigma/rule.ts';
import { judgeAutomation } from './automation.ts';
import type { Decision, Disposition, Story } from './decision.ts';
import { bySeverity, severityOf } from './severity.ts';

export interface DecisionContext {
  readonly config: Config;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** `just-arrived` ignores the call's time: what would be decided had it been made this moment. */
  readonly age: 'just-arrived' | 'by-time';
  /** Whom credentials came from; left out where no memory of them is at hand. */
  readonly ancestry?: Ancestry | undefined;
}

/** The same of a call that correlations made something of, with others: what they say comes first. */
export function decideStory(
  call: ApiCall,
  { matches }: Decision,
  stories: readonly Story[],
  context: DecisionContext,
): Decision {
  const decision = decideCall(call, [...stories.map(({ match }) => match), ...matches], context);
  const [title = '', ...others] = decision.reasons;
  const told = stories.flatMap(({ reasons }) => reasons);
  return { ...decision, reasons: [title, ...told, ...others], stories };
}

/** From the rules a call matched to what becomes of it. */
export function decideCall(call: ApiCall, matches: readonly RuleMatch[], context: DecisionContext): Decision {
  const ordered = bySeverity(matches);
  const top = ordered[0];
  if (top === undefined) {
    return logged([], []);
  }
  const reasons = ordered.map((match) => match.title);
  if (call.error !== null) reasons.push(`the call failed: ${call.error.code.slice(0, 100)}`);
  const ageMs = context.age === 'just-arrived' || call.eventTime === null ? 0 : context.now - call.eventTime;
  switch (severityOf(top.level)) {
    case 'log':
      return logged(ordered, reasons);
    case 'alert': {
      if (ageMs > context.config.verification.askWithinMs) reasons.push(arrivedLate(ageMs));
      return { severity: 'alert', disposition: { kind: 'page' }, matches: ordered, reasons, late: false };
    }
    case 'notify':
      return decideNotify(call, ordered, reasons, ageMs, context);
  }
}

function decideNotify(
  call: ApiCall,
  matches: readonly RuleMatch[],
  reasons: string[],
  ageMs: number,
  { config, now, ancestry = NO_ANCESTRY }: DecisionContext,
): Decision {
  const ancestors = ancestry(call);
  const person = personOf(call, config.people, ancestors);
  if (person === null) {
    const service = serviceActingByItself(call, ancestors);
    if (service !== null) return logged(matches, [...reasons, `${service} acted by itself`]);
    const network = trustedNetworkOf(call, config.networks.trusted);
    const judged = judgeAutomation(call, matches, { automation: config.automation, network, ancestors, now });
    if (judged?.kind === 'expected')
      return logged(matches, [...reasons, `registered automation: ${judged.entry.name}`]);
    if (judged !== null) reasons.push(`${judged.entry.name}, but ${judged.because}`);
  }
  const asked = person ?? ownerOf(call, config);
  if (asked === null) {
    reasons.push('no person or owner is known');
    return notified({ kind: 'report', because: 'nobody-to-ask' }, matches, reasons, false);
  }
  if (ageMs > config.verification.reportAfterMs) {
    reasons.push(arrivedLate(ageMs));
    return notified({ kind: 'report', because: 'too-late' }, matches, reasons, true);
  }
  const late = ageMs > config.verification.askWithinMs;
  const why = `${asked.email} is asked (${asked.by}, confidence ${asked.confidence})`;
  reasons.push(late ? `${why}; ${arrivedLate(ageMs)}` : why);
  return notified({ kind: 'ask', person: asked }, matches, reasons, late);
}

function logged(matches: readonly RuleMatch[], reasons: readonly string[]): Decision {
  return { severity: 'log', disposition: { kind: 'log' }, matches, reasons, late: false };
}

function notified(
  disposition: Disposition,
  matches: readonly RuleMatch[],
  reasons: readonly string[],
  late: boolean,
): Decision {
  return { severity: 'notify', disposition, matches, reasons, late };
}

/**
 * The AWS service that made the call on nobody's behalf, or null. A user's own key that acts through a service is the
 * user acting, and so is a session that is known to be of no service: a thief could go through CloudFormation too.
 */
function serviceActingByItself({ principal }: ApiCall, ancestors: readonly Principal[]): string | null {
  const { kind, invokedBy, roleArn, label } = principal;
  if (kind === 'service' || isServiceRole(roleArn)) return invokedBy ?? label;
  if (ancestors.length > 0 && ancestors.every((ancestor) => ancestor.kind !== 'service')) return null;
  return kind === 'iam-user' || kind === 'root' || kind === 'federated' ? null : invokedBy;
}

const MINUTE_MS = 60_000;

function arrivedLate(ageMs: number): string {
  const minutes = Math.round(ageMs / MINUTE_MS);
  const text = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `arrived ${text} after the call`;
}
