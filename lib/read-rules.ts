import { relative, resolve } from 'node:path';
import { readRulesFolders } from '../lambda/adapters/rule-files/read-rules-folder.ts';
import type { Config } from '../lambda/config/config.ts';
import { suggest } from '../lambda/config/suggest.ts';
import type { Undeliverable } from '../lambda/eventbridge/derived-pattern.ts';
import { type MemberPatterns, memberPatterns } from '../lambda/eventbridge/member-patterns.ts';
import { compileCatalogue } from '../lambda/sigma/catalogue.ts';
import type { RuleDocument } from '../lambda/sigma/rule.ts';

/** The rules a configuration names, and what is derived from them. */
export interface ConfiguredRules {
  readonly documents: readonly RuleDocument[];
  readonly patterns: MemberPatterns;
  /** A line each; with any of these the rest is not to be used. */
  readonly problems: readonly string[];
  /** A line each. */
  readonly warnings: readonly string[];
}

/**
 * Reads the rule folders of a configuration, which are relative to the folder of its file. So are the documents' files:
 * they are deployed, and the same deployment from another machine must be the same.
 */
export function readConfiguredRules(folder: string, config: Config): ConfiguredRules {
  const read = readRulesFolders(config.rules.folders.map((path) => resolve(folder, path)));
  const { catalogue, problems } = compileCatalogue(read.documents, {
    levels: config.rules.levels,
    now: Date.now(),
  });
  const found = [...read.problems, ...problems];
  const ruleIds = catalogue.rules.map(({ match }) => match.ruleId);
  const { global, regional, undeliverable } = memberPatterns(catalogue.rules);
  return {
    documents: read.documents.map((document) => ({ ...document, file: relative(folder, document.file) })),
    patterns: { global, regional },
    problems: [
      ...found.filter(({ severity }) => severity === 'error').map(renderRuleProblem),
      ...(ruleIds.length === 0 ? [`rules.folders: no rule in ${config.rules.folders.join(', ')}`] : []),
      ...strayAutomation(config, ruleIds),
      ...undeliverable.filter(isTooLong).map(({ ruleId, explanation }) => `${ruleId}: ${explanation}`),
    ],
    warnings: [
      ...found.filter(({ severity }) => severity === 'warning').map(renderRuleProblem),
      ...undeliverable
        .filter((part) => !isTooLong(part))
        .map(({ ruleId, explanation }) => `${ruleId}: ${explanation}`),
    ],
  };
}

/** No split helps, and the rule would be silent for ever: refused rather than warned about. */
function isTooLong({ because }: Undeliverable): boolean {
  return because === 'name-too-long';
}

/** An exception from a rule that does not exist excepts nothing, whatever its author believes. */
function strayAutomation(config: Config, ruleIds: readonly string[]): readonly string[] {
  return config.automation.flatMap(({ name, rules }) =>
    rules
      .filter((ruleId) => !ruleIds.includes(ruleId))
      .map((ruleId) => {
        const close = suggest(ruleId, ruleIds);
        const hint = close === null ? '' : `; did you mean ${close}?`;
        return `automation "${name}": got rule "${ruleId}", expected one that exists${hint}`;
      }),
  );
}

function renderRuleProblem(problem: {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}): string {
  const place = problem.line === 0 ? '' : `:${problem.line}:${problem.column}`;
  return `${problem.file}${place}: ${problem.message}`;
}
