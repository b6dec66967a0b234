import type { JsonObject } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import type { FactReader } from '../facts/facts.ts';
import { compileExpression, type Predicate } from './compile-expression.ts';
import type { Expression } from './expression.ts';
import type { RuleDetails } from './metadata.ts';
import { parseRule } from './parse-rule.ts';
import type { Placeholders } from './placeholders.ts';
import type { Fault } from './problem.ts';
import { reachOf } from './reach.ts';
import type { Reach, RuleDocument, RuleMatch } from './rule.ts';

export interface CompiledRule {
  /** What a match of this rule says, with the level this deployment gives it. */
  readonly match: RuleMatch;
  readonly details: RuleDetails;
  readonly file: string;
  /** What the rule's own condition needs; filters come and go. */
  readonly reach: readonly Reach[];
  /** Ids of the filters that except calls from it. */
  readonly filters: readonly string[];
  matches(record: JsonObject, facts: FactReader): boolean;
}

export interface CompileOptions {
  /** Rule id → level of this deployment. */
  readonly levels?: Config['rules']['levels'];
  readonly placeholders?: Placeholders;
}

/** The rule as functions; null when an error is among the faults. */
export function compileRule(
  document: RuleDocument,
  options: CompileOptions,
): { readonly rule: CompiledRule | null; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const parsed = parseRule(document.body, options.placeholders ?? {}, (fault) => faults.push(fault));
  if (faults.some((fault) => fault.severity === 'error')) return { rule: null, faults };
  const reach = reachOf(parsed.condition);
  if (reach.length === 0) {
    const message = 'no call can satisfy this condition: it wants several values of one field';
    faults.push({ path: ['detection', 'condition'], severity: 'warning', message });
  }
  const { ruleId, file } = document;
  const { title, tags, level } = parsed.details;
  const match = { ruleId, title, level: options.levels?.[ruleId] ?? level, tags };
  return {
    rule: {
      match,
      details: parsed.details,
      file,
      reach,
      filters: [],
      matches: compiledLate(parsed.condition),
    },
    faults,
  };
}

/** Compiled when the first call meets the rule: of hundreds of rules, one run of a function meets a few. */
function compiledLate(condition: Expression): Predicate {
  let compiled: Predicate | null = null;
  return (record, facts) => {
    compiled ??= compileExpression(condition);
    return compiled(record, facts);
  };
}
