import { relative, resolve } from 'node:path';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { type Fault, formatProblem, type RuleProblem } from '../../lambda/sigma/problem.ts';
import type { RuleDocument } from '../../lambda/sigma/rule.ts';
import { readKnownCalls } from './aws-calls/known-calls.ts';
import { counted } from './counted.ts';
import { attackFaults } from './findings/attack-faults.ts';
import { callNameFaults } from './findings/call-name-faults.ts';
import { expiredFilter } from './findings/expired-filter.ts';
import { missingCases } from './findings/missing-cases.ts';
import { repeatedRules } from './findings/repeated-rules.ts';
import { type LoadedFolder, loadRules } from './load-rules.ts';
import { placeFault } from './place-fault.ts';
import type { RulesCommandInput, RulesOutcome } from './rules-command.ts';

/** Everything wrong with the rules and their cases; only errors make it a find. Our own rules must meet more. */
export function checkRules(input: RulesCommandInput): RulesOutcome {
  const loaded = loadRules(input.folders);
  if (!loaded.ok) return { kind: 'bad-input', reason: loaded.reason };
  const documents = loaded.value.flatMap((folder) => folder.documents);
  const strictness = (path: string): RuleProblem['severity'] =>
    isBelow(input.ownFolder, path) ? 'error' : 'warning';
  const found = [
    ...loaded.value.flatMap((folder) => problemsOfFolder(folder, strictness)),
    ...repeatedRules(documents, ({ file }) => strictness(file)),
    ...faultsIn(documents, strictness, input.now),
    ...problemsTogether(documents, input),
  ];
  const problems = inOrder(found);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const summary = { rules: documents.length, errors, warnings: problems.length - errors };
  const text = input.json ? `${JSON.stringify({ ...summary, problems })}\n` : render(problems, summary);
  return { kind: errors > 0 ? 'found' : 'done', text };
}

type Strictness = (path: string) => RuleProblem['severity'];

function problemsOfFolder(folder: LoadedFolder, strictness: Strictness): readonly RuleProblem[] {
  return [
    ...folder.problems,
    ...folder.cases.flatMap((cases) => cases.problems),
    ...missingCases(folder, strictness(folder.folder)),
  ];
}

function faultsIn(
  documents: readonly RuleDocument[],
  strictness: Strictness,
  now: number,
): readonly RuleProblem[] {
  const known = readKnownCalls();
  return documents.flatMap((document) => {
    const severity = strictness(document.file);
    const names = callNameFaults(document.body, known).map((fault): Fault => ({ ...fault, severity }));
    const faults = [...names, ...attackFaults(document.body), ...expiredFilter(document.body, now)];
    return faults.map((fault) => placeFault(fault, document));
  });
}

/**
 * What only shows when the rules are put together, and what a configuration says of rules that are not there. Taken
 * ids are left to `repeatedRules`, which has their lines.
 */
function problemsTogether(
  documents: readonly RuleDocument[],
  { levels }: RulesCommandInput,
): readonly RuleProblem[] {
  const { problems } = compileCatalogue(documents, { levels });
  return problems
    .filter(({ message }) => !message.includes('" is taken by '))
    .map((problem) => {
      const document = documents.find(({ file }) => file === problem.file);
      return document === undefined ? problem : placeFault({ ...problem, path: [] }, document);
    });
}

/** A file's problems together, from its top. */
function inOrder(problems: readonly RuleProblem[]): readonly RuleProblem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return files.flatMap((file) =>
    problems
      .filter((problem) => problem.file === file)
      .sort((a, b) => a.line - b.line || a.column - b.column),
  );
}

function render(
  problems: readonly RuleProblem[],
  { rules, errors, warnings }: { readonly rules: number; readonly errors: number; readonly warnings: number },
): string {
  const lines = problems.map(formatProblem);
  return [
    ...lines,
    `${counted(rules, 'usable rule')}, ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`,
    '',
  ].join('\n');
}

function isBelow(folder: string, path: string): boolean {
  return !relative(folder, resolve(path)).startsWith('..');
}
