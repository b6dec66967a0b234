import { severityOf } from '../../lambda/decide/severity.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import type { CompiledRule } from '../../lambda/sigma/compile-rule.ts';
import { counted } from './counted.ts';
import { loadRules } from './load-rules.ts';
import type { RulesCommandInput, RulesOutcome } from './rules-command.ts';

/** The catalogue, most severe first. Rules with errors are left out: `rules check` names them. */
export function listRules({ folders, levels, json, now }: RulesCommandInput): RulesOutcome {
  const loaded = loadRules(folders);
  if (!loaded.ok) return { kind: 'bad-input', reason: loaded.reason };
  const documents = loaded.value.flatMap((folder) => folder.documents);
  const rows = compileCatalogue(documents, { levels, now }).catalogue.rules.map(rowOf);
  return { kind: 'done', text: json ? `${JSON.stringify(rows)}\n` : render(rows) };
}

function rowOf({ match, details, file, reach }: CompiledRule) {
  return { ...details, ...match, severity: severityOf(match.level), file, reach };
}
type Row = ReturnType<typeof rowOf>;

const SEVERITIES = ['alert', 'notify', 'log'] as const;

function render(rows: readonly Row[]): string {
  const width = Math.max(0, ...rows.map((row) => row.ruleId.length));
  const sorted = SEVERITIES.flatMap((severity) => rows.filter((row) => row.severity === severity));
  const lines = sorted.map(
    (row) => `${row.severity.padEnd(6)}  ${row.level.padEnd(13)}  ${row.ruleId.padEnd(width)}  ${row.title}`,
  );
  const counts = SEVERITIES.map(
    (severity) => `${rows.filter((row) => row.severity === severity).length} ${severity}`,
  );
  return [...lines, `${counted(rows.length, 'rule')}: ${counts.join(', ')}`, ''].join('\n');
}
