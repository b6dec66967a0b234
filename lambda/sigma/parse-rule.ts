import { isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import { documentKind } from './document-kind.ts';
import { type Expression, NEVER } from './expression.ts';
import { checkLogSource, type RuleDetails, readMetadata } from './metadata.ts';
import type { Placeholders } from './placeholders.ts';
import type { Path, Report } from './problem.ts';
import { readDetection } from './read-detection.ts';
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
  'feed',
];

/** Reads a rule's plain data. With an error reported, what is returned must not be used. */
export function parseRule(body: JsonValue, placeholders: Placeholders, report: Report): ParsedRule {
  if (!isObject(body)) {
    error(report, [], 'not a rule: a map with "title", "logsource" and "detection" is expected');
    return { details: readMetadata({}, () => undefined), condition: NEVER };
  }
  const kind = documentKind(body);
  if (kind !== 'rule') {
    error(report, [kind], `a ${kind}, which is no rule on one call`);
    return { details: readMetadata(body, () => undefined), condition: NEVER };
  }
  warnOfUnknownKeys(body, RULE_KEYS, report);
  checkLogSource(body, 'rule', report);
  const details = readMetadata(body, report);
  const detection = readDetection(body, { section: 'detection', placeholders, report });
  return { details, condition: detection?.expression ?? NEVER };
}

/** What looks like a key misspelt. Twice as many keys as there are names is no misspelling any more. */
export function warnOfUnknownKeys(body: JsonObject, known: readonly string[], report: Report): void {
  for (const key of Object.keys(body).slice(0, 2 * known.length)) {
    const meant = known.includes(key) ? '' : didYouMean(key, known);
    if (meant !== '')
      report({ path: [key], onKey: true, severity: 'warning', message: `unknown key "${key}"${meant}` });
  }
}

function error(report: Report, path: Path, message: string): void {
  report({ path, severity: 'error', message });
}
