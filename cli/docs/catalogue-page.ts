import { severityOf } from '../../lambda/decide/severity.ts';
import type { CompiledRule } from '../../lambda/sigma/compile-rule.ts';
import { attackTags } from '../rules/attack/attack-tags.ts';
import { counted } from '../rules/counted.ts';
import { titleOf } from '../rules/list.ts';
import { DO_NOT_EDIT, type DocumentSource, type GeneratedDocument } from './generated-document.ts';
import { table, techniqueLink } from './markdown.ts';

export const CATALOGUE_PAGE: GeneratedDocument = { file: 'rules/README.md', render };

function render({ rules }: DocumentSource): string {
  const services = [...Map.groupBy(rules, serviceOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    DO_NOT_EDIT,
    '',
    '# The rules',
    '',
    `${counted(rules.length, 'rule')}: ${severities(rules)}. A matched call of a rule that says *alert* pages the on-call,`,
    'of *notify* asks the person who made it, of *log* is kept. Levels are changed and exceptions made in a deployment',
    'without editing these files: see [Writing rules](../docs/writing-rules.md). By technique of ATT&CK the rules are listed',
    'in [Coverage](../docs/coverage.md).',
    ...services.flatMap(([service, group]) => ['', `## ${service}`, '', serviceTable(group)]),
    '',
  ].join('\n');
}

function serviceTable(rules: readonly CompiledRule[]): string {
  return table(
    ['Rule', 'What happened', 'Level', 'Severity', 'ATT&CK'],
    rules.map(({ match, details }) => [
      `[${match.ruleId.split('/').slice(1).join('/')}](${match.ruleId.replace(/#\d+$/, '')}.yml)`,
      titleOf(details),
      details.level,
      severityOf(details.level),
      attackTags(details.tags)
        .techniques.map((id) => techniqueLink(id.toUpperCase()))
        .join(' '),
    ]),
  );
}

function severities(rules: readonly CompiledRule[]): string {
  return (['alert', 'notify', 'log'] as const)
    .map((severity) => {
      const amount = rules.filter(({ details }) => severityOf(details.level) === severity).length;
      return `${amount} *${severity}*`;
    })
    .join(', ');
}

function serviceOf({ match }: CompiledRule): string {
  return match.ruleId.split('/')[0] ?? '';
}
