import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../lambda/adapters/config-file/read-config.ts';
import { renderConfigProblem } from '../lambda/config/config-problem.ts';
import type { MemberPatterns } from '../lambda/eventbridge/member-patterns.ts';
import type { RuleDocument } from '../lambda/sigma/rule.ts';
import { type DeployableConfig, deployable } from './deployable.ts';
import { limitProblems } from './limits.ts';
import { readConfiguredRules } from './read-rules.ts';

export const CONFIG_FILE = 'countersign.yaml';
export const EXAMPLE_FILE = 'countersign.example.yaml';

/** All that the stacks are made from. */
export interface DeploymentInput {
  readonly config: DeployableConfig;
  readonly rules: readonly RuleDocument[];
  readonly patterns: MemberPatterns;
  /** What is odd but does not prevent a deployment, a line each. */
  readonly warnings: readonly string[];
}

export type ReadDeployment =
  | { readonly ok: true; readonly input: DeploymentInput }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads countersign.yaml of a folder, or the example where there is none, and the rules it names. */
export function readDeployment(folder: string): ReadDeployment {
  const file = existsSync(join(folder, CONFIG_FILE)) ? CONFIG_FILE : EXAMPLE_FILE;
  const read = readConfig(join(folder, file));
  if (!read.ok) return { ok: false, problems: read.problems.map(renderConfigProblem) };
  const complete = deployable(read.config);
  if (!complete.ok) return { ok: false, problems: complete.problems.map((problem) => `${file}: ${problem}`) };
  const { documents, patterns, problems, warnings } = readConfiguredRules(folder, complete.config);
  const refused = [...problems, ...limitProblems(complete.config, patterns)];
  if (refused.length > 0) return { ok: false, problems: refused };
  const example = file === EXAMPLE_FILE ? [`no ${CONFIG_FILE}: using ${EXAMPLE_FILE}`] : [];
  return {
    ok: true,
    input: { config: complete.config, rules: documents, patterns, warnings: [...example, ...warnings] },
  };
}
