import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { type Coverage, coverageOf, type TacticCoverage } from './attack/coverage.ts';
import { counted } from './counted.ts';
import { loadRules } from './load-rules.ts';
import type { RulesCommandInput, RulesOutcome } from './rules-command.ts';

/** ATT&CK's tactics and techniques with the rules that look for them, and the techniques of the cloud without one. */
export function ruleCoverage({ folders, levels, json, now }: RulesCommandInput): RulesOutcome {
  const loaded = loadRules(folders);
  if (!loaded.ok) return { kind: 'bad-input', reason: loaded.reason };
  const documents = loaded.value.flatMap((folder) => folder.documents);
  const rules = compileCatalogue(documents, { levels, now }).catalogue.rules.map(({ match }) => match);
  const coverage = coverageOf(rules);
  return { kind: 'done', text: json ? `${JSON.stringify(coverage)}\n` : render(coverage, rules.length) };
}

function render({ tactics, untagged }: Coverage, rules: number): string {
  const techniques = new Set(tactics.flatMap((tactic) => tactic.techniques.map(({ id }) => id)));
  return [
    ...tactics.flatMap(tacticLines),
    ...(untagged.length === 0 ? [] : ['Without a tag of ATT&CK', `  ${untagged.join(', ')}`, '']),
    `${counted(rules, 'rule')}, ${counted(techniques.size, 'technique')} of ATT&CK`,
    '',
  ].join('\n');
}

function tacticLines({ name, techniques, withoutTechnique, missing }: TacticCoverage): readonly string[] {
  const gaps = missing.map((technique) => `${technique.id} ${technique.name}`);
  return [
    name,
    ...techniques.flatMap((technique) => entry(technique.id, technique.name, technique.rules)),
    ...(withoutTechnique.length === 0 ? [] : entry('', '(the tactic alone)', withoutTechnique)),
    ...(gaps.length === 0 ? [] : entry('no rule', gaps.join(', '), [])),
    '',
  ];
}

function entry(label: string, name: string, rules: readonly string[]): readonly string[] {
  return [
    `  ${label.padEnd(WIDTH)}  ${name}`,
    ...(rules.length === 0 ? [] : [`  ${''.padEnd(WIDTH)}    ${rules.join(', ')}`]),
  ];
}

const WIDTH = 'T1234.567'.length;
