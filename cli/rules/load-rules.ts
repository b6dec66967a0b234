import { listYamlFiles } from '../../lambda/adapters/rule-files/list-yaml-files.ts';
import { type CasesOfRule, readCasesFiles } from '../../lambda/adapters/rule-files/read-cases-files.ts';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import type { Parsed } from '../../lambda/cloudtrail/json.ts';
import { documentKind } from '../../lambda/sigma/document-kind.ts';
import type { RuleFile } from '../../lambda/sigma/read-rules.ts';
import type { RuleDocument } from '../../lambda/sigma/rule.ts';

export interface LoadedFolder extends RuleFile {
  readonly folder: string;
  readonly cases: readonly CasesOfRule[];
}

/** The rules and cases of each folder; a folder that cannot be read, or holds none, is bad input. */
export function loadRules(folders: readonly string[]): Parsed<readonly LoadedFolder[]> {
  const loaded: LoadedFolder[] = [];
  for (const folder of folders) {
    const files = listYamlFiles(folder);
    if (!files.ok) return { ok: false, reason: `${folder}: ${files.reason}` };
    if (files.value.length === 0) return { ok: false, reason: `${folder}: no rule files (.yml) in it` };
    const cases = readCasesFiles(folder);
    if (!cases.ok) return { ok: false, reason: `${folder}: ${cases.reason}` };
    loaded.push({ folder, ...readRulesFolders([folder]), cases: cases.value });
  }
  return { ok: true, value: loaded };
}

/** Whether a document is about calls, or about several of them: not an exception from rules. */
export function isWatching({ body }: RuleDocument): boolean {
  return documentKind(body) !== 'filter';
}

/** Whether a document is about calls: not a correlation of rules, nor an exception from them. */
export function isRule({ body }: RuleDocument): boolean {
  return documentKind(body) === 'rule';
}
