import { networksIn } from '../../lambda/adapters/geoip/networks-in.ts';
import { REPOSITORY_NETWORKS } from '../../lambda/adapters/geoip/repository-file.ts';
import type { CasesOfRule } from '../../lambda/adapters/rule-files/read-cases-files.ts';
import { firedBySequence } from '../../lambda/baseline/correlation/run-sequence.ts';
import { watchOf } from '../../lambda/baseline/correlation/watch.ts';
import type { NetworkLookup } from '../../lambda/facts/networks/address-network.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { formatProblem, type RuleProblem } from '../../lambda/sigma/problem.ts';
import type { RuleCase, SequenceCase } from '../../lambda/sigma/read-cases.ts';
import type { RuleDocument } from '../../lambda/sigma/rule.ts';
import { passesCase } from '../../lambda/sigma/run-case.ts';
import { counted } from './counted.ts';
import { type LoadedFolder, loadRules } from './load-rules.ts';
import type { RulesCommandInput, RulesOutcome } from './rules-command.ts';

/** Runs every case; a case that fails, and a rule or case that cannot be read, is a find. */
export function testRules({ folders, json }: RulesCommandInput): RulesOutcome {
  const loaded = loadRules(folders);
  if (!loaded.ok) return { kind: 'bad-input', reason: loaded.reason };
  const failures = loaded.value.flatMap(failuresOf);
  const rules = loaded.value.reduce((sum, folder) => sum + folder.documents.length, 0);
  const cases = loaded.value
    .flatMap((folder) => folder.cases)
    .reduce((sum, file) => sum + file.cases.length + file.sequences.length, 0);
  const text = json ? `${JSON.stringify({ rules, cases, failures })}\n` : render(rules, cases, failures);
  return { kind: failures.length > 0 ? 'found' : 'done', text };
}

function failuresOf(folder: LoadedFolder): readonly RuleProblem[] {
  const networks = networksIn(REPOSITORY_NETWORKS);
  const unreadable = [...folder.problems, ...folder.cases.flatMap((cases) => cases.problems)];
  return [
    ...unreadable.filter((problem) => problem.severity === 'error'),
    ...folder.cases.flatMap((cases) => failedCases(cases, folder.documents, networks)),
    ...failedSequences(folder, networks),
  ];
}

/** The cases are about the rules of the file they stand beside, all of them. */
function failedCases(
  { ruleId, cases }: CasesOfRule,
  documents: readonly RuleDocument[],
  networks: NetworkLookup,
): readonly RuleProblem[] {
  const rules = documents.filter(
    (document) => document.ruleId === ruleId || document.ruleId.startsWith(`${ruleId}#`),
  );
  const { catalogue } = compileCatalogue(rules, { levels: {} });
  return cases
    .filter((one) => !passesCase(catalogue, one, networks))
    .map((failed) => failure(failed, ruleId));
}

/** A correlation may name rules of other files, so all of the folder are at hand; only those of its own file count. */
function failedSequences(
  { cases: files, documents }: LoadedFolder,
  networks: NetworkLookup,
): readonly RuleProblem[] {
  if (files.every(({ sequences }) => sequences.length === 0)) return [];
  const { catalogue } = compileCatalogue(documents, { levels: {} });
  const watch = watchOf(catalogue, ['edge', 'archive']);
  return files.flatMap(({ ruleId, sequences }) =>
    sequences
      .filter((one) => {
        const fired = firedBySequence(watch, one, networks);
        const isFired = [...fired].some((id) => id === ruleId || id.startsWith(`${ruleId}#`));
        return isFired !== (one.wanted === 'match');
      })
      .map((failed) => failure(failed, ruleId)),
  );
}

function failure({ file, line, column, name, wanted }: RuleCase | SequenceCase, ruleId: string): RuleProblem {
  const message =
    wanted === 'match'
      ? `"${name}" should match ${ruleId}, and does not`
      : `"${name}" should not match ${ruleId}, and does`;
  return { file, line, column, severity: 'error', message };
}

function render(rules: number, cases: number, failures: readonly RuleProblem[]): string {
  const fine = cases === 0 ? 'nothing was tested' : 'all as they should be';
  const outcome = failures.length === 0 ? fine : `${failures.length} failed`;
  return [
    ...failures.map(formatProblem),
    `${counted(rules, 'rule')}, ${counted(cases, 'case')}: ${outcome}`,
    '',
  ].join('\n');
}
