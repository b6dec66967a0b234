import type { RuleProblem } from '../../../lambda/sigma/problem.ts';
import { isWatching, type LoadedFolder } from '../load-rules.ts';

/** A rule nobody has seen match, and not match, is a guess; cases without a rule test nothing. */
export function missingCases(
  folder: LoadedFolder,
  severity: RuleProblem['severity'],
): readonly RuleProblem[] {
  const problem = (file: string, message: string): RuleProblem => ({
    file,
    line: 1,
    column: 1,
    severity,
    message,
  });
  const rules = folder.documents.filter(isWatching);
  const files = new Map(rules.map((document) => [withoutNumber(document.ruleId), document.file]));
  const tested = new Map(folder.cases.map((cases) => [cases.ruleId, cases]));
  const missing = [...files].flatMap(([ruleId, file]) => {
    const kinds = wantedIn(tested.get(ruleId));
    if (kinds.size === 2) return [];
    const lacking = kinds.has('match') ? 'no case that must not match' : 'no case that must match';
    return [problem(file, kinds.size === 0 ? 'no cases beside it' : lacking)];
  });
  const broken = new Set(folder.problems.map((found) => found.file));
  const stray = folder.cases.filter(
    ({ ruleId, file }) => !files.has(ruleId) && !broken.has(ruleFileOf(file)),
  );
  return [
    ...missing,
    ...stray.map(({ file }) => problem(file, 'no rule file of this name stands beside these cases')),
  ];
}

function wantedIn(cases: LoadedFolder['cases'][number] | undefined): ReadonlySet<string> {
  return new Set([...(cases?.cases ?? []), ...(cases?.sequences ?? [])].map((one) => one.wanted));
}

function withoutNumber(ruleId: string): string {
  return ruleId.replace(/#\d+$/, '');
}

function ruleFileOf(casesFile: string): string {
  return casesFile.replace(/\.cases(\.ya?ml)$/i, '$1');
}
