import { type RuleFile, type RuleProblem, readRuleFile } from '../../sigma/read-rules.ts';
import type { RuleDocument } from '../../sigma/rule.ts';
import { listYamlFiles } from './list-yaml-files.ts';
import { readYamlFile } from './read-yaml-file.ts';

/** The files that hold the cases of rules, not rules. */
export const CASES_FILE = /\.cases$/;

/**
 * Reads every rule below the folders (a file may stand for a folder). A folder that cannot be read is a problem at
 * line 0, with the folder as its file.
 */
export function readRulesFolders(folders: readonly string[]): RuleFile {
  const documents: RuleDocument[] = [];
  const problems: RuleProblem[] = [];
  for (const folder of folders) {
    const files = listYamlFiles(folder);
    if (!files.ok) {
      problems.push({ file: folder, line: 0, column: 0, severity: 'error', message: files.reason });
      continue;
    }
    for (const { path, name } of files.value.filter((file) => !CASES_FILE.test(file.name))) {
      const text = readYamlFile(path);
      const read = text.ok ? readRuleFile(name, path, text.value) : unreadable(path, text.reason);
      documents.push(...read.documents);
      problems.push(...read.problems);
    }
  }
  return { documents, problems };
}

function unreadable(file: string, message: string): RuleFile {
  return { documents: [], problems: [{ file, line: 1, column: 1, severity: 'error', message }] };
}
