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
  /** What correlations made of this call together with others; left out where they made nothing. */
  readonly stories?: readonly Story[];
  /** Asked, but later than `verification.askWithin` after the call. */
  readonly late: boolean;
}

/** A correlation that holds with this call. */
export interface Story {
  readonly match: RuleMatch;
  /** The same for all that happens in one group. */
  readonly key: string;
  /** One page stands for the group this long, in milliseconds. */
  readonly timespanMs: number;
  /** Sentences for people: how many calls, in what time, and the latest of them. */
  readonly reasons: readonly string[];
}

export interface DecidedCall {
  readonly call: ApiCall;
  readonly decision: Decision;
  /** Decided by rules and correlations of the archive's feed, apart from what the edge's decided about the call. */
  readonly feed?: 'archive';
}
