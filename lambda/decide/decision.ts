import type { ApiCall } from '../cloudtrail/api-call.ts';
import type { Person } from '../people/person.ts';
import type { RuleMatch } from '../sigma/rule.ts';

export type Severity = 'log' | 'notify' | 'alert';

/** What becomes of a call. */
export type Disposition =
  | { readonly kind: 'log' }
  | { readonly kind: 'ask'; readonly person: Person }
  /** Nobody to ask, or too late to ask: the security team is told once per group. */
  | { readonly kind: 'report'; readonly because: 'nobody-to-ask' | 'too-late' }
  | { readonly kind: 'page' };

/** The severity of a call with its matches and the reasons, after policy. */
export interface Decision {
  readonly severity: Severity;
  readonly disposition: Disposition;
  readonly matches: readonly RuleMatch[];
  /** Sentences for people, most important first. */
  readonly reasons: readonly string[];
  /** Asked, but later than `verification.askWithin` after the call. */
  readonly late: boolean;
}

export interface DecidedCall {
  readonly call: ApiCall;
  readonly decision: Decision;
}
