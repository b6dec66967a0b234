import type { JsonObject } from '../cloudtrail/json.ts';
import type { Reach } from '../sigma/rule.ts';

/** State of an EventBridge rule. Only the second one delivers read-only management events. */
export type RuleState = 'ENABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** One EventBridge rule to deploy in every account and region. */
export interface DerivedPattern {
  /** Unique; the same in the next deployment as long as its group of services fills it. Such as `reads-s-1`. */
  readonly name: string;
  readonly state: RuleState;
  /** Compact JSON of it is at most `MAX_PATTERN_CHARACTERS` long. */
  readonly pattern: JsonObject;
  /** The rules that want what it delivers, sorted. */
  readonly ruleIds: readonly string[];
}

/** A part of a rule of the edge feed that EventBridge cannot deliver; it belongs to the archive feed. */
export interface Undeliverable {
  readonly ruleId: string;
  readonly reach: Reach;
  readonly because: 'names-no-call' | 'needs-all-reads' | 'name-too-long';
  /** A sentence for the writer of the rule. */
  readonly explanation: string;
}

/** Together they account for every call that any of the rules can match. */
export interface DerivedPatterns {
  readonly patterns: readonly DerivedPattern[];
  readonly undeliverable: readonly Undeliverable[];
  /** The rules that read the archive feed, for which nothing is derived, sorted. */
  readonly archive: readonly string[];
}
