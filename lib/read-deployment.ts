import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from '../lambda/adapters/config-file/read-config.ts';
import { readRulesFolders } from '../lambda/adapters/rule-files/read-rules-folder.ts';
import { renderConfigProblem } from '../lambda/config/config-problem.ts';
import { derivePatterns } from '../lambda/eventbridge/derive-patterns.ts';
import type { DerivedPattern } from '../lambda/eventbridge/derived-pattern.ts';
import { compileCatalogue } from '../lambda/sigma/catalogue.ts';
import type { RuleDocument } from '../lambda/sigma/rule.ts';
import { type DeployableConfig, deployable } from './deployable.ts';

export const CONFIG_FILE = 'countersign.yaml';
export const EXAMPLE_FILE = 'countersign.example.yaml';

/** All that the stacks are made from. */
export interface Deployment {
  /** The file that was read. */
  readonly file: string;
  readonly config: DeployableConfig;
  readonly rules: readonly RuleDocument[];
  readonly patterns: readonly DerivedPattern[];
  /** What is odd but does not prevent a deployment, a line each. */
  readonly warnings: readonly string[];
}

export type ReadDeployment =
  | { readonly ok: true; readonly deployment: Deployment }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads countersign.yaml of a folder, or the example where there is none, and the rules it names. */
export function readDeployment(folder: string): ReadDeployment {
  const file = existsSync(join(folder, CONFIG_FILE)) ? CONFIG_FILE : EXAMPLE_FILE;
  const read = readConfig(join(folder, file));
  if (!read.ok) return { ok: false, problems: read.problems.map(renderConfigProblem) };
  const complete = deployable(read.config);
  if (!complete.ok) return { ok: false, problems: complete.problems.map((problem) => `${file}: ${problem}`) };
  return withRules(folder, file, complete.config);
}

function withRules(folder: string, file: string, config: DeployableConfig): ReadDeployment {
  const folders = config.rules.folders.map((path) => resolve(folder, path));
  const { documents, problems } = readRulesFolders(folders);
  const compiled = compileCatalogue(documents, { levels: config.rules.levels });
  const found = [...problems, ...compiled.problems];
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { ok: false, problems: errors.map(renderRuleProblem) };
  const rules = compiled.catalogue.rules.map(({ match, reach }) => ({ ruleId: match.ruleId, reach }));
  const { patterns, undeliverable } = derivePatterns(rules);
  const warnings = [
    ...(file === EXAMPLE_FILE ? [`no ${CONFIG_FILE}: using ${EXAMPLE_FILE}`] : []),
    ...found.map(renderRuleProblem),
    ...undeliverable.map(({ ruleId, explanation }) => `${ruleId}: ${explanation}`),
  ];
  return { ok: true, deployment: { file, config, rules: documents, patterns, warnings } };
}

function renderRuleProblem(problem: { file: string; line: number; column: number; message: string }): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`;
}
