import { relative, resolve } from 'node:path';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { formatProblem, type RuleProblem } from '../../lambda/sigma/problem.ts';
import type { RuleDocument } from '../../lambda/sigma/rule.ts';
import { type LoadedFolder, loadRules } from './load-rules.ts';
import type { RulesCommandInput, RulesOutcome } from './rules-command.ts';

/** Everything wrong with the rules and their cases; only errors make it a find. */
export function checkRules({ folders, ownFolder, json }: RulesCommandInput): RulesOutcome {
  const loaded = loadRules(folders);
  if (!loaded.ok) return { kind: 'bad-input', reason: loaded.reason };
  const documents = loaded.value.flatMap((folder) => folder.documents);
  const problems = [
    ...loaded.value.flatMap((folder) => folder.problems),
    ...loaded.value.flatMap((folder) => folder.cases.flatMap((cases) => cases.problems)),
    ...loaded.value.flatMap((folder) => missingCases(folder, isBelow(ownFolder, folder.folder))),
    ...compileCatalogue(documents, { levels: {} }).problems,
    ...sharedSigmaIds(documents),
  ];
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const summary = { rules: documents.length, errors, warnings: problems.length - errors };
  const text = json ? `${JSON.stringify({ ...summary, problems })}\n` : render(problems, summary);
  return { kind: errors > 0 ? 'found' : 'done', text };
}

/** A rule nobody has seen match, and not match, is a guess: an error among our own, a warning among others'. */
function missingCases(folder: LoadedFolder, own: boolean): readonly RuleProblem[] {
  const severity = own ? 'error' : 'warning';
  const problem = (file: string, message: string): RuleProblem => ({
    file,
    line: 1,
    column: 1,
    severity,
    message,
  });
  const files = new Map(folder.documents.map((document) => [withoutNumber(document.ruleId), document.file]));
  const tested = new Map(folder.cases.map((cases) => [cases.ruleId, cases]));
  const missing = [...files].flatMap(([ruleId, file]) => {
    const cases = tested.get(ruleId)?.cases ?? [];
    const kinds = new Set(cases.map((one) => one.wanted));
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

/** Two rules of one Sigma id: correlations and other tools could not tell them apart. The same rule twice is only waste. */
function sharedSigmaIds(documents: readonly RuleDocument[]): readonly RuleProblem[] {
  const seen = new Map<string, { readonly document: RuleDocument; readonly text: string }>();
  const problems: RuleProblem[] = [];
  for (const document of documents) {
    const { body } = document;
    const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
    if (typeof id !== 'string') continue;
    const text = JSON.stringify(body);
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, { document, text });
      continue;
    }
    const severity = first.text === text ? 'warning' : 'error';
    const message =
      severity === 'warning'
        ? `the same rule as ${first.document.file}`
        : `the id ${id} is also that of ${first.document.file}`;
    problems.push({ file: document.file, line: 1, column: 1, severity, message });
  }
  return problems;
}

function render(
  problems: readonly RuleProblem[],
  { rules, errors, warnings }: { readonly rules: number; readonly errors: number; readonly warnings: number },
): string {
  const lines = problems.map(formatProblem);
  return [
    ...lines,
    `${count(rules, 'usable rule')}, ${count(errors, 'error')}, ${count(warnings, 'warning')}`,
    '',
  ].join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function withoutNumber(ruleId: string): string {
  return ruleId.replace(/#\d+$/, '');
}

function ruleFileOf(casesFile: string): string {
  return casesFile.replace(/\.cases(\.ya?ml)$/i, '$1');
}

function isBelow(folder: string, path: string): boolean {
  return !relative(folder, resolve(path)).startsWith('..');
}
