import { parseArgs } from 'node:util';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import { derivePatterns } from '../../lambda/eventbridge/derive-patterns.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import type { RuleProblem } from '../../lambda/sigma/read-rules.ts';
import { badInput, type Printed, printed } from '../printed.ts';
import { renderPatterns } from './render-patterns.ts';

export const PATTERNS_USAGE = 'countersign rules patterns [DIR…] [--json]';

/**
 * `countersign rules patterns`: the EventBridge rules that a deployment of these rule folders would have, and what
 * no EventBridge rule can deliver. `--json`: one document `{patterns, undeliverable}`.
 */
export function rulesPatterns(args: readonly string[], defaultFolder: string): Printed {
  const options = readOptions(args);
  if (options === null) return badInput(`usage: ${PATTERNS_USAGE}`);
  const folders = options.folders.length > 0 ? options.folders : [defaultFolder];
  const { documents, problems } = readRulesFolders(folders);
  const compiled = compileCatalogue(documents, { levels: {} });
  const errors = [...problems, ...compiled.problems].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return badInput(errors.map(renderProblem).join('\ncountersign: '));
  const rules = compiled.catalogue.rules.map(({ match, reach }) => ({ ruleId: match.ruleId, reach }));
  const derived = derivePatterns(rules);
  return printed(
    options.json ? `${JSON.stringify(derived, null, 2)}\n` : renderPatterns(derived, rules.length),
  );
}

function readOptions(args: readonly string[]): { folders: readonly string[]; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    return { folders: positionals, json: values.json };
  } catch {
    return null;
  }
}

function renderProblem({ file, line, column, message }: RuleProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}
