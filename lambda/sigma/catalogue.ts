import type { Config } from '../config/config.ts';
import { applyFilters } from './apply-filters.ts';
import { type CompiledRule, compileRule } from './compile-rule.ts';
import type { Correlation } from './correlation.ts';
import { createDirectory, type DirectoryEntry } from './directory.ts';
import { documentKind } from './document-kind.ts';
import type { Placeholders } from './placeholders.ts';
import { type Fault, type RuleProblem, unplacedProblem } from './problem.ts';
import {
  entryOf,
  type ReadCorrelation,
  readCorrelation,
  resolveCorrelations,
} from './resolve-correlations.ts';
import type { Feed, RuleDocument } from './rule.ts';
import { createMatcher, type Matcher } from './rule-matcher.ts';
import { silentRules } from './silent-rules.ts';
import { didYouMean } from './suggest.ts';

export interface Catalogue extends Matcher {
  /** All rules, those too that only correlations ask for. */
  readonly rules: readonly CompiledRule[];
  /** Checked and resolved; a catalogue sees one call at a time and does not run them. */
  readonly correlations: readonly Correlation[];
  /** Ids of the rules that say nothing by themselves, and are never among what a record matches. */
  readonly silent: ReadonlySet<string>;
}

export type { Attempt } from './rule-matcher.ts';

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
  const silent = silentRules(correlations);
  const speaking = rules.filter(({ match }) => !silent.has(match.ruleId));
  return { rules, correlations, silent, ...createMatcher(speaking) };
}

/** The same with the rules of these feeds alone tried on calls: what needs another feed is decided about there. */
export function ofFeeds(catalogue: Catalogue, feeds: readonly Feed[]): Catalogue {
  const { rules, silent } = catalogue;
  const tried = rules.filter(
    ({ match, details }) => feeds.includes(details.feed) && !silent.has(match.ruleId),
  );
  return { ...catalogue, ...createMatcher(tried) };
}

function strayLevels(levels: Config['rules']['levels'], ruleIds: readonly string[]): readonly RuleProblem[] {
  const known = new Set(ruleIds);
  return Object.keys(levels)
    .filter((ruleId) => !known.has(ruleId))
    .map((ruleId) => {
      const message = `rules.levels names the rule "${ruleId}", which does not exist${didYouMean(ruleId, ruleIds)}`;
      return unplacedProblem({ file: 'configuration' }, { path: [], severity: 'error', message });
    });
}
