import { isArray, isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import { parseCondition } from './condition.ts';
import { type Expression, NEVER } from './expression.ts';
import { checkLogSource, type RuleDetails, readMetadata } from './metadata.ts';
import type { Placeholders } from './placeholders.ts';
import type { Path, Report } from './problem.ts';
import { parseSelection } from './selections.ts';
import { didYouMean } from './suggest.ts';

export interface ParsedRule {
  readonly details: RuleDetails;
  readonly condition: Expression;
}

/** Keys of a rule; others are allowed ("arbitrary custom fields") unless they look like one of these misspelt. */
const RULE_KEYS = [
  'title',
  'id',
  'name',
  'related',
  'taxonomy',
  'status',
  'description',
  'license',
  'references',
  'author',
  'date',
  'modified',
  'logsource',
  'detection',
  'fields',
  'falsepositives',
  'level',
  'tags',
  'scope',
  'correlation',
  'filter',
];

/** Reads a rule's plain data. With an error reported, what is returned must not be used. */
export function parseRule(body: JsonValue, placeholders: Placeholders, report: Report): ParsedRule {
  if (!isObject(body)) {
    error(report, [], 'not a rule: a map with "title", "logsource" and "detection" is expected');
    return { details: readMetadata({}, () => undefined), condition: NEVER };
  }
  const other = OTHER_KINDS.find(({ key }) => body[key] !== undefined);
  if (other !== undefined) {
    error(report, [other.key], other.refusal);
    return { details: readMetadata(body, () => undefined), condition: NEVER };
  }
  for (const key of Object.keys(body).slice(0, 2 * RULE_KEYS.length)) {
    const meant = RULE_KEYS.includes(key) ? '' : didYouMean(key, RULE_KEYS);
    if (meant !== '')
      report({ path: [key], onKey: true, severity: 'warning', message: `unknown key "${key}"${meant}` });
  }
  checkLogSource(body, report);
  return { details: readMetadata(body, report), condition: readDetection(body, placeholders, report) };
}

/** Documents of the Sigma standard that are no rules on one call. */
const OTHER_KINDS = [
  { key: 'correlation', refusal: 'correlation rules are not supported yet; this one watches nothing' },
  { key: 'filter', refusal: 'Sigma filters are not supported yet; this one filters nothing' },
] as const;

function readDetection(body: JsonObject, placeholders: Placeholders, report: Report): Expression {
  const detection = body['detection'];
  if (!isObject(detection)) {
    error(
      report,
      detection === undefined ? [] : ['detection'],
      'no "detection" with selections and a condition',
    );
    return NEVER;
  }
  const selections = new Map<string, Expression>();
  for (const [name, value] of Object.entries(detection)) {
    if (name === 'condition') continue;
    if (name === 'timeframe') {
      const message =
        '"timeframe" has no effect: a rule sees one call; several calls need a correlation rule';
      report({ path: ['detection', name], onKey: true, severity: 'warning', message });
      continue;
    }
    selections.set(name, parseSelection(value ?? null, ['detection', name], { report, placeholders }));
  }
  return readConditions(detection, selections, report);
}

/** A list of conditions holds when any of them does. */
function readConditions(
  detection: JsonObject,
  selections: ReadonlyMap<string, Expression>,
  report: Report,
): Expression {
  const condition = detection['condition'];
  if (condition === undefined) {
    error(report, ['detection'], 'no "condition"');
    return NEVER;
  }
  const used = new Set<string>();
  const items = isArray(condition) ? condition : [condition];
  const parts = items.map((item, index): Expression => {
    const path: Path = ['detection', 'condition', ...(isArray(condition) ? [index] : [])];
    if (typeof item !== 'string') {
      error(report, path, 'a condition is a text such as "selection and not filter"');
      return NEVER;
    }
    const parsed = parseCondition(item, selections);
    if (!parsed.ok) {
      report({ path, offset: parsed.offset, severity: 'error', message: parsed.reason });
      return NEVER;
    }
    for (const name of parsed.used) used.add(name);
    return parsed.expression;
  });
  warnOfUnused(selections, used, parts, report);
  return { kind: 'any', parts };
}

function warnOfUnused(
  selections: ReadonlyMap<string, Expression>,
  used: ReadonlySet<string>,
  conditions: readonly Expression[],
  report: Report,
): void {
  if (conditions.includes(NEVER)) return;
  for (const name of selections.keys()) {
    if (used.has(name)) continue;
    const message = `the condition does not use the selection "${name}"`;
    report({ path: ['detection', name], onKey: true, severity: 'warning', message });
  }
}

function error(report: Report, path: Path, message: string): void {
  report({ path, severity: 'error', message });
}
