import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../lambda/adapters/config-file/read-config.ts';
import { networksIn } from '../../lambda/adapters/geoip/networks-in.ts';
import { REPOSITORY_NETWORKS } from '../../lambda/adapters/geoip/repository-file.ts';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import type { Config } from '../../lambda/config/config.ts';
import { renderConfigProblem } from '../../lambda/config/config-problem.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import type { NetworkLookup } from '../../lambda/facts/networks/address-network.ts';
import type { Catalogue } from '../../lambda/sigma/catalogue.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { formatProblem } from '../../lambda/sigma/problem.ts';
import type { RuleDocument } from '../../lambda/sigma/rule.ts';
import type { ClassifyOptions } from './options.ts';

/** The rules that come with the program. */
const BUILT_IN = path.resolve(import.meta.dirname, '../../rules');

/** What decisions are made by. */
export interface Policy {
  readonly config: Config;
  readonly catalogue: Catalogue;
  readonly networks: NetworkLookup;
  /** What the catalogue was compiled from, for a deployment. */
  readonly documents: readonly RuleDocument[];
}

export type LoadedPolicy =
  | { readonly ok: true; readonly policy: Policy; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads configuration and rules. Folders in a configuration count from its file. A rule that cannot be used is a
 * warning: the others are still worth trying. No rule at all is a problem.
 */
export function loadPolicy(options: Pick<ClassifyOptions, 'rules' | 'config'>): LoadedPolicy {
  const read = options.config === null ? null : readConfig(options.config);
  if (read?.ok === false) {
    return { ok: false, problems: read.problems.map(renderConfigProblem) };
  }
  const config = read?.config ?? DEFAULT_CONFIG;
  const folders = options.rules ?? config.rules.folders.map((folder) => located(folder, options.config));
  const missing = folders.filter((folder) => !existsSync(folder));
  if (missing.length > 0) {
    return { ok: false, problems: missing.map((folder) => `${folder}: no such rules folder`) };
  }
  const { documents, problems } = readRulesFolders(folders);
  const compiled = compileCatalogue(documents, { levels: config.rules.levels });
  const errors = [...problems, ...compiled.problems].filter(({ severity }) => severity === 'error');
  const lines = [...new Set(errors.map(formatProblem))];
  if (compiled.catalogue.rules.length === 0) {
    return { ok: false, problems: [...lines, `${folders.join(', ')}: no rule that can be used`] };
  }
  const networks = networksIn(REPOSITORY_NETWORKS);
  return {
    ok: true,
    policy: { config, catalogue: compiled.catalogue, networks, documents },
    warnings: lines,
  };
}

function located(folder: string, configFile: string | null): string {
  const beside = path.resolve(configFile === null ? '.' : path.dirname(configFile), folder);
  const isDefault = DEFAULT_CONFIG.rules.folders.includes(folder);
  return isDefault && (configFile === null || !existsSync(beside)) ? BUILT_IN : beside;
}
