import type { JsonObject } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import type { FactReader } from '../facts/facts.ts';
import { applyFilters } from './apply-filters.ts';
import { type CompiledRule, compileRule } from './compile-rule.ts';
import type { Correlation } from './correlation.ts';
import { createDirectory, type DirectoryEntry } from './directory.ts';
import { documentKind } from './document-kind.ts';
import { createPlanner, type MatchPlan } from './match-plan.ts';
import type { Placeholders } from './placeholders.ts';
import { type Fault, type RuleProblem, unplacedProblem } from './problem.ts';
import {
  entryOf,
  type ReadCorrelation,
  readCorrelation,
  resolveCorrelations,
} from './resolve-correlations.ts';
import type { RuleDocument, RuleMatch } from './rule.ts';
import { createRuleIndex, type Placed } from './rule-index.ts';
import type { CallName } from './settle.ts';
import { didYouMean } from './suggest.ts';

export interface Catalogue {
  readonly rules: readonly CompiledRule[];
  /** Checked and resolved, not run: a catalogue sees one call at a time. */
  readonly correlations: readonly Correlation[];
  /** The rules that a call of this source and name may match, in the catalogue's order. */
  candidates(eventSource: string, eventName: string): readonly CompiledRule[];
  /** The rules worth trying on the record: for most calls none, and then nothing else of it need be looked at. */
  mayMatch(record: JsonObject): readonly Attempt[];
  /** The rules that the record does match. @param among what `mayMatch` said of it, where that is known */
  match(record: JsonObject, facts: FactReader, among?: readonly Attempt[]): readonly RuleMatch[];
}

/** A rule as it is tried on one record. */
export type Attempt = Pick<CompiledRule, 'match' | 'reach' | 'matches'>;

export interface CatalogueOptions {
  readonly levels: Config['rules']['levels'];
  /** Values of `%name%` for the modifier `expand`. */
  readonly placeholders?: Placeholders;
  /** Milliseconds since 1970: filters that expired before are left out, which is a problem. */
  readonly now?: number;
}

interface CompiledCatalogue {
  readonly catalogue: Catalogue;
  readonly problems: readonly RuleProblem[];
}

/**
 * Compiles what it can; a rule, filter or correlation that cannot be used is left out and said to be. Warnings are
 * left to `readRuleFile`, which knows the lines.
 */
export function compileCatalogue(
  documents: readonly RuleDocument[],
  options: CatalogueOptions,
): CompiledCatalogue {
  const { unique, problems } = withoutTakenIds(documents);
  const rules: CompiledRule[] = [];
  const correlations: ReadCorrelation[] = [];
  const filters: RuleDocument[] = [];
  for (const document of unique) {
    const kind = documentKind(document.body);
    switch (kind) {
      case 'rule': {
        const { rule, faults } = compileRule(document, options);
        if (rule !== null) rules.push(rule);
        problems.push(...errorsOf(faults).map((fault) => unplacedProblem(document, fault)));
        break;
      }
      case 'correlation': {
        const correlation = readCorrelation(document, options.levels);
        if (correlation.read !== null) correlations.push(correlation.read);
        problems.push(...correlation.problems);
        break;
      }
      case 'filter':
        filters.push(document);
        break;
      default: {
        const unreachable: never = kind;
        return unreachable;
      }
    }
  }
  const ruleDirectory = createDirectory(rules.map(entryOfRule));
  const whole = createDirectory([...rules.map(entryOfRule), ...correlations.map(entryOf)]);
  const filtered = applyFilters(rules, filters, ruleDirectory, options);
  const resolved = resolveCorrelations(correlations, whole);
  const ids = [
    ...rules.map(({ match }) => match.ruleId),
    ...correlations.map(({ document }) => document.ruleId),
  ];
  return {
    catalogue: catalogueOf(filtered.rules, resolved.correlations),
    problems: [...problems, ...filtered.problems, ...resolved.problems, ...strayLevels(options.levels, ids)],
  };
}

function withoutTakenIds(documents: readonly RuleDocument[]): {
  readonly unique: readonly RuleDocument[];
  readonly problems: RuleProblem[];
} {
  const unique = new Map<string, RuleDocument>();
  const problems: RuleProblem[] = [];
  for (const document of documents) {
    const taken = unique.get(document.ruleId);
    if (taken === undefined) {
      unique.set(document.ruleId, document);
    } else {
      const message = `the id "${document.ruleId}" is taken by ${taken.file}; this rule is left out`;
      problems.push(unplacedProblem(document, { path: [], severity: 'error', message }));
    }
  }
  return { unique: [...unique.values()], problems };
}

function errorsOf(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(({ severity }) => severity === 'error');
}

function entryOfRule({ match, details }: CompiledRule): DirectoryEntry {
  return { ruleId: match.ruleId, sigmaId: details.sigmaId, name: details.name };
}

function catalogueOf(rules: readonly CompiledRule[], correlations: readonly Correlation[]): Catalogue {
  const planMatch = createPlanner<Attempt>();
  const planned = createRuleIndex(rules, (met, eventSource, eventName) => ({
    met: met.map(({ rule }) => rule),
    plan: planMatch(met.map((placed) => settled(placed, { eventSource, eventName }))),
  }));
  let planOfAll: MatchPlan<Attempt> | null = null;
  const mayMatch = (record: JsonObject): readonly Attempt[] => {
    const source = record['eventSource'];
    const name = record['eventName'];
    // Of a record whose names are not text, such as an Insight's, the index cannot say what it matches.
    if (typeof source === 'string' && typeof name === 'string') return planned(source, name).plan(record);
    planOfAll ??= planMatch(rules.map((rule, place) => ({ rule, place })));
    return planOfAll(record);
  };
  return {
    rules,
    correlations,
    candidates: (eventSource, eventName) => planned(eventSource, eventName).met,
    mayMatch,
    match(record, facts, among) {
      const open = among ?? mayMatch(record);
      if (open.length === 0) return NO_MATCHES;
      const found: RuleMatch[] = [];
      for (const rule of open) if (rule.matches(record, facts)) found.push(rule.match);
      return found;
    },
  };
}

/** A rule that names no call stays the same for all of them: what is known of it is known once. */
function settled({ rule, place }: Placed<CompiledRule>, name: CallName): Placed<Attempt> {
  const namesNone = rule.reach.every(
    ({ eventSource, eventName }) => eventSource === null && eventName === null,
  );
  if (namesNone) return { rule, place };
  return { rule: { match: rule.match, reach: rule.reach, matches: rule.settled(name) }, place };
}

const NO_MATCHES: readonly RuleMatch[] = [];

function strayLevels(levels: Config['rules']['levels'], ruleIds: readonly string[]): readonly RuleProblem[] {
  const known = new Set(ruleIds);
  return Object.keys(levels)
    .filter((ruleId) => !known.has(ruleId))
    .map((ruleId) => {
      const message = `rules.levels names the rule "${ruleId}", which does not exist${didYouMean(ruleId, ruleIds)}`;
      return unplacedProblem({ file: 'configuration' }, { path: [], severity: 'error', message });
    });
}
