import { relative, resolve } from 'node:path';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { type DocumentKind, documentKind } from '../../lambda/sigma/document-kind.ts';
import { type Fault, formatProblem, type RuleProblem } from '../../lambda/sigma/problem.ts';
import type { RuleDocument } from '../../lambda/sigma/rule.ts';
import { readKnownCalls } from './aws-calls/known-calls.ts';
import { counted } from './counted.ts';
import { attackFaults } from './findings/attack-faults.ts';
import { callNameFaults } from './findings/call-name-faults.ts';
import { missingCases } from './findings/missing-cases.ts';
import { repeatedRules } from './findings/repeated-rules.ts';
import { type LoadedFolder, loadRules } from './load-rules.ts';
import { faultPlacer, type PlaceFault } from './place-fault.ts';
import type { RulesCommandInput, RulesOutcome } from './rules-command.ts';

/** Everything wrong with the rules and their cases; only errors make it a find. Our own rules must meet more. */
export function checkRules(input: RulesCommandInput): RulesOutcome {
  const loaded = loadRules(input.folders);
  if (!loaded.ok) return { kind: 'bad-input', reason: loaded.reason };
  const documents = loaded.value.flatMap((folder) => folder.documents);
  const strictness = (path: string): RuleProblem['severity'] =>
    isBelow(input.ownFolder, path) ? 'error' : 'warning';
  const placeFault = faultPlacer();
  const found = [
    ...loaded.value.flatMap((folder) => problemsOfFolder(folder, strictness)),
    ...repeatedRules(documents, ({ file }) => strictness(file), placeFault),
    ...faultsIn(documents, strictness, placeFault),
    ...problemsTogether(documents, input, placeFault),
  ];
  const problems = inOrder(found);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const kinds = documents.map(({ body }) => documentKind(body));
  const amount = (kind: DocumentKind): number => kinds.filter((one) => one === kind).length;
  const summary: Summary = {
    rules: amount('rule'),
    filters: amount('filter'),
    correlations: amount('correlation'),
    errors,
    warnings: problems.length - errors,
  };
  const text = input.json ? `${JSON.stringify({ ...summary, problems })}\n` : render(problems, summary);
  return { kind: errors > 0 ? 'found' : 'done', text };
}

/** How many documents can be used, and how many findings there are. */
interface Summary {
  readonly rules: number;
  readonly filters: number;
  readonly correlations: number;
  readonly errors: number;
  readonly warnings: number;
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
  placeFault: PlaceFault,
): readonly RuleProblem[] {
  const known = readKnownCalls();
  return documents.flatMap((document) => {
    const severity = strictness(document.file);
    const names = callNameFaults(document.body, known).map((fault): Fault => ({ ...fault, severity }));
    const faults = [...names, ...attackFaults(document.body)];
    return faults.map((fault) => placeFault(fault, document));
  });
}

/**
 * What only shows when the rules are put together, and what a configuration says of rules that are not there. Taken
 * ids are left to `repeatedRules`, which has their lines.
 */
function problemsTogether(
  documents: readonly RuleDocument[],
  { levels, isWhole, now }: RulesCommandInput,
  placeFault: PlaceFault,
): readonly RuleProblem[] {
  const { problems } = compileCatalogue(documents, { levels, now });
  return problems
    .filter(
      ({ file, message }) => (isWhole || file !== 'configuration') && !message.includes('" is taken by '),
    )
    .map((problem) => {
      const document = documents.find(({ file }) => problem.line === 0 && file === problem.file);
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
  { rules, filters, correlations, errors, warnings }: Summary,
): string {
  const amounts = [
    counted(rules, 'usable rule'),
    ...(filters > 0 ? [counted(filters, 'filter')] : []),
    ...(correlations > 0 ? [counted(correlations, 'correlation')] : []),
    counted(errors, 'error'),
    counted(warnings, 'warning'),
  ];
  return [...problems.map(formatProblem), amounts.join(', '), ''].join('\n');
}

function isBelow(folder: string, path: string): boolean {
  return !relative(folder, resolve(path)).startsWith('..');
}
