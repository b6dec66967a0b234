import type { Tree } from './expression.ts';
import type { RuleDetails } from './metadata.ts';

/** Source: "Sigma Correlation Rules Specification" 2.x and its JSON schema; `value_median` is the reference implementation's. */
export const COUNTING_TYPES = [
  'event_count',
  'value_count',
  'value_sum',
  'value_avg',
  'value_min',
  'value_max',
  'value_median',
  'value_percentile',
] as const;
export const TEMPORAL_TYPES = ['temporal', 'temporal_ordered'] as const;

export type CountingType = (typeof COUNTING_TYPES)[number];
export type TemporalType = (typeof TEMPORAL_TYPES)[number];

export interface Limit {
  readonly compare: 'lt' | 'lte' | 'gt' | 'gte' | 'eq' | 'neq';
  readonly value: number;
}

/** What must be seen within the time span. */
export type CorrelationCondition =
  /** All limits hold: on the number of calls, of distinct values of the fields, or on a figure made of one field. */
  | {
      readonly kind: 'figure';
      readonly type: CountingType;
      readonly limits: readonly Limit[];
      readonly fields: readonly string[];
      /** 0 to 100, for `value_percentile` alone. */
      readonly percentile: number | null;
    }
  /** How many of the rules matched. */
  | { readonly kind: 'rules-matched'; readonly type: TemporalType; readonly limits: readonly Limit[] }
  /** Which of the rules matched; leaves name rules as `Correlation.rules` does. */
  | { readonly kind: 'expression'; readonly type: TemporalType; readonly expression: Tree<RuleLeaf> };

export interface RuleLeaf {
  readonly kind: 'rule';
  /** The name or id by which the correlation lists the rule. */
  readonly rule: string;
}

/** What a correlation document says, names not yet looked up. */
export interface ParsedCorrelation {
  readonly details: RuleDetails;
  /** Names or ids; for `temporal_ordered` in the order in which they must match. */
  readonly rules: readonly string[];
  /** Calls with equal values of these fields (or aliases) are counted together; empty: all calls. */
  readonly groupBy: readonly string[];
  readonly timespanMs: number;
  /** Alias → rule as named in `rules` → field of that rule's calls. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly condition: CorrelationCondition;
  /** Whether the rules count by themselves too. */
  readonly generate: boolean;
}

/** A correlation of the catalogue. */
export interface Correlation extends ParsedCorrelation {
  /** As of a rule: the path below the rules folder without extension. */
  readonly ruleId: string;
  readonly file: string;
  /** Name or id as in `rules` → ids of the rules or correlations it stands for. */
  readonly ruleIds: Readonly<Record<string, readonly string[]>>;
}
