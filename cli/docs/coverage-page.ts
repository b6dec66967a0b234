import { coverageOf, type TacticCoverage } from '../rules/attack/coverage.ts';
import { DO_NOT_EDIT, type DocumentSource, type GeneratedDocument } from './generated-document.ts';
import { table, techniqueLink } from './markdown.ts';

export const COVERAGE_PAGE: GeneratedDocument = { file: 'docs/coverage.md', render };

function render({ rules }: DocumentSource): string {
  const { tactics, untagged } = coverageOf(rules.map(({ match }) => match));
  return [
    DO_NOT_EDIT,
    '',
    '# Coverage of ATT&CK',
    '',
    'Which [rules](../rules/README.md) look for which technique of MITRE ATT&CK (Enterprise, version 19). A rule counts',
    'where its tags place it; a technique without a rule is listed only where ATT&CK counts it among those of the cloud.',
    'A covered technique is one that some rule looks for, not one that can no longer be used unseen.',
    '',
    table(
      ['Tactic', 'Techniques with rules', 'Without', 'Rules'],
      tactics.map((tactic) => [
        tactic.name,
        String(tactic.techniques.length),
        String(tactic.missing.length),
        String(rulesOf(tactic)),
      ]),
    ),
    ...tactics.flatMap((tactic) => ['', `## ${tactic.name}`, ...tacticParts(tactic)]),
    ...(untagged.length === 0
      ? []
      : ['', '## Rules without a tag of ATT&CK', '', `${untagged.map(ruleLink).join(', ')}.`]),
    '',
    '© The MITRE Corporation: names and identifiers of ATT&CK are reproduced with its permission.',
    '',
  ].join('\n');
}

function tacticParts({ techniques, withoutTechnique, missing }: TacticCoverage): readonly string[] {
  const rows = [
    ...techniques.map(({ id, name, rules }) => [techniqueLink(id), name, rules.map(ruleLink).join(', ')]),
    ...(withoutTechnique.length === 0
      ? []
      : [['', '(the tactic alone)', withoutTechnique.map(ruleLink).join(', ')]]),
  ];
  const gaps = missing.map(({ id, name }) => `${techniqueLink(id)} ${name}`).join(', ');
  return [
    ...(rows.length === 0 ? [] : ['', table(['Technique', 'Name', 'Rules'], rows)]),
    ...(gaps === '' ? [] : ['', `Without a rule: ${gaps}.`]),
  ];
}

function rulesOf({ techniques, withoutTechnique }: TacticCoverage): number {
  return new Set([...techniques.flatMap(({ rules }) => rules), ...withoutTechnique]).size;
}

function ruleLink(ruleId: string): string {
  return `[${ruleId}](../rules/${ruleId.replace(/#\d+$/, '')}.yml)`;
}
