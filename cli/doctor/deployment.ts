import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type MemberPatterns, memberPatterns } from '../../lambda/eventbridge/member-patterns.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import type { CompiledRule } from '../../lambda/sigma/compile-rule.ts';
import { bundleHandlers } from '../../lib/bundle-handlers.ts';
import { type DeployableConfig, deployable } from '../../lib/deployable.ts';
import { CONFIG_FILE } from '../../lib/read-deployment.ts';
import { readConfiguredRules } from '../../lib/read-rules.ts';
import { versionOf } from '../../lib/version-of.ts';
import { configAt, Hindrance } from '../deployment/stored-tables.ts';

/** What this folder would deploy. */
export interface ExaminedDeployment {
  readonly config: DeployableConfig;
  readonly patterns: MemberPatterns;
  readonly rules: readonly CompiledRule[];
  /** Parts of rules that EventBridge cannot deliver, a line each. */
  readonly undeliverable: readonly string[];
  /** Of the functions that would be deployed. */
  readonly version: string;
}

/** @throws Hindrance when there is no configuration that could be deployed */
export async function examinedDeployment(file: string | null): Promise<ExaminedDeployment> {
  const config = configAt({ config: file, data: null });
  if (config === null) throw new Hindrance(`no ${CONFIG_FILE} in this folder: name one with --config FILE`);
  const complete = deployable(config);
  if (!complete.ok) throw new Hindrance(`${file ?? CONFIG_FILE}: ${complete.problems[0] ?? 'not complete'}`);
  const read = readConfiguredRules(dirname(file ?? CONFIG_FILE), complete.config);
  const [problem] = read.problems;
  if (problem !== undefined) throw new Hindrance(problem);
  const { catalogue } = compileCatalogue(read.documents, { levels: config.rules.levels });
  const folder = mkdtempSync(join(tmpdir(), 'countersign-doctor-'));
  try {
    const bundles = await bundleHandlers(folder, { config: complete.config, rules: read.documents });
    return {
      config: complete.config,
      patterns: read.patterns,
      rules: catalogue.rules,
      undeliverable: memberPatterns(catalogue.rules).undeliverable.map(
        ({ ruleId, explanation }) => `${ruleId}: ${explanation}`,
      ),
      version: versionOf(bundles),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
