import { isObject } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import { compileExpression, type Predicate } from './compile-expression.ts';
import type { Expression } from './expression.ts';
import { type RuleDetails, readMetadata } from './metadata.ts';
import { parseRule } from './parse-rule.ts';
import type { Placeholders } from './placeholders.ts';
import type { Fault } from './problem.ts';
import { reachOf } from './reach.ts';
import type { Reach, RuleDocument, RuleMatch } from './rule.ts';
import { type CallName, settle } from './settle.ts';

export interface CompiledRule {
  /** What a match of this rule says, with the level this deployment gives it. */
  readonly match: RuleMatch;
  readonly details: RuleDetails;
  readonly file: string;
  /** What the rule's own condition needs; filters come and go. */
  readonly reach: readonly Reach[];
  /** Ids of the filters that except calls from it. */
  readonly filters: readonly string[];
  readonly matches: Predicate;
  /** The same for calls whose source and name are known: what they decide is not tested again. */
  settled(name: CallName): Predicate;
}

export interface CompileOptions {
  /** Rule id → level of this deployment. */
  readonly levels?: Config['rules']['levels'];
  readonly placeholders?: Placeholders;
}

/** The rule as functions; null when an error is among the faults. Of a rule known to be right, nothing is checked. */
export function compileRule(
  document: RuleDocument,
  options: CompileOptions,
): { readonly rule: CompiledRule | null; readonly faults: readonly Fault[] } {
  const { body } = document;
  if (document.reach !== undefined && isObject(body)) {
    const readLate = () => parseRule(body, options.placeholders ?? {}, ignore).condition;
    const details = readMetadata(body, ignore);
    return { rule: ruleOf(document, options, { details, reach: document.reach, readLate }), faults: [] };
  }
  const faults: Fault[] = [];
  const { details, condition } = parseRule(body, options.placeholders ?? {}, (fault) => faults.push(fault));
  if (faults.some((fault) => fault.severity === 'error')) return { rule: null, faults };
  const reach = reachOf(condition);
  if (reach.length === 0) {
    const message = 'no call can satisfy this condition: it wants several values of one field';
    faults.push({ path: ['detection', 'condition'], severity: 'warning', message });
  }
  return { rule: ruleOf(document, options, { details, reach, readLate: () => condition }), faults };
}

function ruleOf(
  { ruleId, file }: RuleDocument,
  { levels }: CompileOptions,
  read: {
    readonly details: RuleDetails;
    readonly reach: readonly Reach[];
    readonly readLate: () => Expression;
  },
): CompiledRule {
  const { details, reach, readLate } = read;
  const match = {
    ruleId,
    title: details.title,
    level: levels?.[ruleId] ?? details.level,
    tags: details.tags,
  };
  let condition: Expression | null = null;
  const conditionOnce = () => {
    condition ??= readLate();
    return condition;
  };
  return {
    match,
    details,
    file,
    reach,
    filters: [],
    matches: compiledLate(conditionOnce),
    settled: (name) => compiledLate(() => settle(conditionOnce(), name)),
  };
}

function ignore(): void {
  // A document that was found right has no faults.
}

/** Compiled when the first call meets the rule: of hundreds of rules, one run of a function meets a few. */
function compiledLate(readLate: () => Expression): Predicate {
  let compiled: Predicate | null = null;
  return (record, facts) => {
    compiled ??= compileExpression(readLate());
    return compiled(record, facts);
  };
}
