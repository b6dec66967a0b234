import type { Parsed } from '../../cloudtrail/json.ts';
import { type CasesFile, readCases } from '../../sigma/read-cases.ts';
import { listYamlFiles } from './list-yaml-files.ts';
import { CASES_FILE } from './read-rules-folder.ts';
import { readYamlFile } from './read-yaml-file.ts';

/** The cases of one rule file, found beside it. */
export interface CasesOfRule extends CasesFile {
  /** Id of the first rule in the file that the cases are about. */
  readonly ruleId: string;
  readonly file: string;
}

/** Every `.cases.yml` below the folder. */
export function readCasesFiles(folder: string): Parsed<readonly CasesOfRule[]> {
  const files = listYamlFiles(folder);
  if (!files.ok) return files;
  const read = files.value
    .filter((file) => CASES_FILE.test(file.name))
    .map(({ path, name }) => {
      const text = readYamlFile(path);
      const ruleId = name.replace(CASES_FILE, '');
      return {
        ruleId,
        file: path,
        ...(text.ok ? readCases(path, text.value) : unreadable(path, text.reason)),
      };
    });
  return { ok: true, value: read };
}

function unreadable(file: string, message: string): CasesFile {
  return { cases: [], sequences: [], problems: [{ file, line: 1, column: 1, severity: 'error', message }] };
}
