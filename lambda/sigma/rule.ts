import type { JsonValue } from '../cloudtrail/json.ts';
import type { Level } from '../config/config.ts';

/** What a matched rule says of itself. */
export interface RuleMatch {
  /** The path below the rules folder without extension, such as `iam/create-user`; for foreign rules the Sigma id. */
  readonly ruleId: string;
  readonly title: string;
  readonly level: Level;
  /** ATT&CK and our own tags, such as `attack.t1098` or `countersign.credential`. */
  readonly tags: readonly string[];
}

/** A document of a rule file, already plain data: what is bundled into the Lambdas. */
export interface RuleDocument {
  readonly ruleId: string;
  /** For messages. */
  readonly file: string;
  readonly body: JsonValue;
  /**
   * Of a rule that was read and found right, what its condition needs: with it a function starts without reading
   * the conditions of rules that no call meets.
   */
  readonly reach?: readonly Reach[];
  /** Where a filter or correlation names other documents: path, joined by `/`, → place in the file. */
  readonly places?: Readonly<Record<string, { readonly line: number; readonly column: number }>>;
}

/**
 * Where the calls of a rule come from: `edge` is EventBridge, fast and narrow; `archive` the trail's files, minutes
 * later and complete.
 */
export type Feed = 'edge' | 'archive';

/** A test on one string that a rule's condition needs to hold; in any case of letters unless `cased`. */
export type TextTest = {
  readonly kind: 'equals' | 'prefix' | 'suffix' | 'contains' | 'wildcard';
  /** For `wildcard`, `*` is any run of characters. */
  readonly value: string;
  readonly cased?: true;
};

/** `other`: there is a text, and it is none of these. `absent`: nothing, or null. */
export type DemandTest =
  | TextTest
  | { readonly kind: 'present' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'other'; readonly than: readonly string[] };

/** Any of the tests holds on a field that is one text in every record. */
export interface Demand {
  readonly field: string;
  readonly tests: readonly DemandTest[];
}

/**
 * A necessary condition of a rule: where the rule matches, one of its reaches holds. Null: any value.
 * The index and the EventBridge patterns are derived from it, so it may be too wide and never too narrow.
 */
export interface Reach {
  readonly eventSource: readonly TextTest[] | null;
  readonly eventName: readonly TextTest[] | null;
  /** On other fields, in order of their names, each once; all hold. The index does without them. */
  readonly demands: readonly Demand[];
}
