import type { JsonObject } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import type { FactReader } from '../facts/facts.ts';
import { type CompiledRule, compileRule } from './compile-rule.ts';
import type { Placeholders } from './placeholders.ts';
import type { RuleProblem } from './problem.ts';
import type { RuleDocument, RuleMatch } from './rule.ts';
import { createRuleIndex } from './rule-index.ts';
import { didYouMean } from './suggest.ts';

export interface Catalogue {
  readonly rules: readonly CompiledRule[];
  /** The rules that a call of this source and name may match, in the catalogue's order. */
  candidates(eventSource: string, eventName: string): readonly CompiledRule[];
  /** The rules that the record does match. */
  match(record: JsonObject, facts: FactReader): readonly RuleMatch[];
}

export interface CatalogueOptions {
  readonly levels: Config['rules']['levels'];
  /** Values of `%name%` for the modifier `expand`. */
  readonly placeholders?: Placeholders;
}

/**
 * Compiles what it can; a rule that cannot be compiled is left out and said to be. Warnings are left to
 * `readRuleFile`, which knows the lines.
 */
export function compileCatalogue(
  documents: readonly RuleDocument[],
  options: CatalogueOptions,
): { readonly catalogue: Catalogue; readonly problems: readonly RuleProblem[] } {
  const problems: RuleProblem[] = [];
  const rules = new Map<string, CompiledRule>();
  for (const document of documents) {
    const { rule, faults } = compileRule(document, options);
    for (const { severity, message } of faults) {
      if (severity === 'error') problems.push(unplaced(document.file, message));
    }
    const taken = rules.get(document.ruleId);
    if (taken !== undefined) {
      const message = `the id "${document.ruleId}" is taken by ${taken.file}; this rule is left out`;
      problems.push(unplaced(document.file, message));
    } else if (rule !== null) {
      rules.set(document.ruleId, rule);
    }
  }
  problems.push(...strayLevels(options.levels, [...rules.keys()]));
  return { catalogue: catalogueOf([...rules.values()]), problems };
}

function catalogueOf(rules: readonly CompiledRule[]): Catalogue {
  const candidates = createRuleIndex(rules);
  return {
    rules,
    candidates,
    match(record, facts) {
      const source = record['eventSource'] ?? '';
      const name = record['eventName'] ?? '';
      // A record whose names are not text is no record of CloudTrail's: the index cannot say what it matches.
      const known = typeof source === 'string' && typeof name === 'string';
      const met = known ? candidates(source, name) : rules;
      if (met.length === 0) return NO_MATCHES;
      return met.filter((rule) => rule.matches(record, facts)).map((rule) => rule.match);
    },
  };
}

const NO_MATCHES: readonly RuleMatch[] = [];

function strayLevels(levels: Config['rules']['levels'], ruleIds: readonly string[]): readonly RuleProblem[] {
  const known = new Set(ruleIds);
  return Object.keys(levels)
    .filter((ruleId) => !known.has(ruleId))
    .map((ruleId) => {
      const message = `rules.levels names the rule "${ruleId}", which does not exist${didYouMean(ruleId, ruleIds)}`;
      return unplaced('configuration', message);
    });
}

function unplaced(file: string, message: string): RuleProblem {
  return { file, line: 0, column: 0, severity: 'error', message };
}
