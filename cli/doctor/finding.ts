import { reasonOf } from '../../lambda/adapters/http/reason.ts';
import type { Failure, Outcome } from '../../lambda/ports/outcome.ts';

/** What a deployment is examined for. */
export const CHECKS = [
  'rules',
  'topic',
  'canary',
  'alarms',
  'trail',
  'regions',
  'data-events',
  'accounts',
  'dead-letters',
  'secrets',
  'slack',
  'duo',
  'pagerduty',
  'clock',
  'version',
  'feed',
] as const;

export type Check = (typeof CHECKS)[number];

/**
 * One thing that was looked at. `unknown`: nobody would or could tell, which is no better than wrong: what cannot be
 * seen is not proven.
 */
export interface Finding {
  readonly check: Check;
  /** An account, an account and region, or the deployment as a whole. */
  readonly where: string;
  readonly state: 'right' | 'wrong' | 'unknown';
  /** What was found, in words. */
  readonly detail: string;
  /** What to do; null where there is nothing to do. */
  readonly remedy: string | null;
}

/** Where a finding is about no single account. */
export const DEPLOYMENT = 'deployment';

export function right(check: Check, where: string, detail: string): Finding {
  return { check, where, state: 'right', detail, remedy: null };
}

export function wrong(check: Check, where: string, detail: string, remedy: string): Finding {
  return { check, where, state: 'wrong', detail, remedy };
}

/** @param permission what the one who asks must be allowed, such as `sns:ListSubscriptionsByTopic` */
export function unknown(check: Check, where: string, failure: Failure, permission: string): Finding {
  const detail = `not known: ${inWords(failure)}`;
  const remedy = isRefusal(failure) ? `Allow ${permission}` : 'Look into it, and run doctor again';
  return { check, where, state: 'unknown', detail, remedy };
}

/** Judges what was learnt; what could not be learnt is a finding of its own. */
export function judged<T>(
  check: Check,
  where: string,
  permission: string,
  outcome: Outcome<T>,
  judge: (value: T) => readonly Finding[],
): readonly Finding[] {
  return outcome.kind === 'delivered' ? judge(outcome.value) : [unknown(check, where, outcome, permission)];
}

/** Whether AWS said that the one who asks may not. */
export function isRefusal(failure: Failure): boolean {
  return (
    failure.kind !== 'throttled' &&
    /AccessDenied|NotAuthorized|AuthorizationError|UnauthorizedOperation/iu.test(failure.reason)
  );
}

/** AWS's own words, in one line. */
export function inWords(failure: Failure): string {
  return failure.kind === 'throttled' ? 'asked too often' : reasonOf(failure.reason, []);
}

/** Whether what was asked about is not there, in the words of AWS's services. */
export function isMissing(outcome: Outcome<unknown>): boolean {
  return outcome.kind === 'permanent' && /NotFound|DoesNotExist|NonExistent/iu.test(outcome.reason);
}
