import { severityOf } from '../../lambda/decide/severity.ts';
import { type Catalogue, compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { counted } from './counted.ts';
import { loadRules } from './load-rules.ts';
import type { RulesCommandInput, RulesOutcome } from './rules-command.ts';

/**
 * The catalogue, most severe first, with the levels that a configuration gives. Rules with errors are left out:
 * `rules check` names them.
 */
export function listRules({ folders, levels, json, now }: RulesCommandInput): RulesOutcome {
  const loaded = loadRules(folders);
  if (!loaded.ok) return { kind: 'bad-input', reason: loaded.reason };
  const documents = loaded.value.flatMap((folder) => folder.documents);
  const rows = rowsOf(compileCatalogue(documents, { levels, now }).catalogue);
  return { kind: 'done', text: json ? `${JSON.stringify(rows)}\n` : render(rows) };
}

function rowsOf({ rules }: Catalogue) {
  return rules.map(({ match, details, file, reach, filters }) => ({
    ...details,
    ...match,
    severity: severityOf(match.level),
    file,
    filters,
    reach,
  }));
}
/** What only the trail's files bring is not seen at once: whoever reads the list should know. */
export function titleOf({ title, feed }: { readonly title: string; readonly feed: string }): string {
  return feed === 'edge' ? title : `${title} (${feed} feed)`;
}

type Row = ReturnType<typeof rowsOf>[number];

const SEVERITIES = ['alert', 'notify', 'log'] as const;
const MOST_SEVERE_FIRST: readonly Row['level'][] = ['critical', 'high', 'medium', 'low', 'informational'];

function render(rows: readonly Row[]): string {
  const width = Math.max(0, ...rows.map((row) => row.ruleId.length));
  const sorted = MOST_SEVERE_FIRST.flatMap((level) => rows.filter((row) => row.level === level));
  const lines = sorted.map(
    (row) =>
      `${row.severity.padEnd(6)}  ${row.level.padEnd(13)}  ${row.ruleId.padEnd(width)}  ${titleOf(row)}`,
  );
  const counts = SEVERITIES.map(
    (severity) => `${rows.filter((row) => row.severity === severity).length} ${severity}`,
  );
  return [...lines, `${counted(rows.length, 'rule')}: ${counts.join(', ')}`, ''].join('\n');
}
