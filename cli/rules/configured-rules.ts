import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readConfig } from '../../lambda/adapters/config-file/read-config.ts';
import type { Parsed } from '../../lambda/cloudtrail/json.ts';
import { renderConfigProblem } from '../../lambda/config/config-problem.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import type { RulesOptions } from './options.ts';
import type { RulesCommandInput } from './rules-command.ts';

/** The rule folders that are meant, and the levels a configuration gives to their rules. */
export function configuredRules(
  { paths, config: file }: Pick<RulesOptions, 'paths' | 'config'>,
  ownFolder: string,
): Parsed<Pick<RulesCommandInput, 'folders' | 'levels' | 'isWhole'>> {
  const read = file === null ? null : readConfig(file);
  if (read?.ok === false) return { ok: false, reason: read.problems.map(renderConfigProblem).join('; ') };
  const { folders, levels } = (read?.config ?? DEFAULT_CONFIG).rules;
  const base = file === null ? null : dirname(file);
  const meant = paths.length > 0 ? paths : folders.map((folder) => located(folder, base, ownFolder));
  return { ok: true, value: { folders: meant, levels, isWhole: paths.length === 0 } };
}

/** Folders count from the configuration's file; the default one is ours where there is none beside it. */
function located(folder: string, base: string | null, ownFolder: string): string {
  const beside = base === null ? null : resolve(base, folder);
  const isDefault = DEFAULT_CONFIG.rules.folders.includes(folder);
  return beside !== null && (!isDefault || existsSync(beside)) ? beside : ownFolder;
}
