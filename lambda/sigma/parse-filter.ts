import { isArray, isObject, type JsonObject, type JsonValue, textOf } from '../cloudtrail/json.ts';
import { parseCondition } from './condition.ts';
import { type Expression, NEVER } from './expression.ts';
import { checkLogSource, titleOf } from './metadata.ts';
import { warnOfUnknownKeys } from './parse-rule.ts';
import type { Placeholders } from './placeholders.ts';
import type { Report } from './problem.ts';
import { type Detection, readDetection } from './read-detection.ts';
import { uniqueTexts } from './unique-texts.ts';
import { verdictOn } from './verdict.ts';

/** An exception from rules: where it applies, a call they match counts only if the filter keeps it. */
export interface ParsedFilter {
  readonly title: string;
  /** Who answers for it. */
  readonly owner: string | null;
  readonly reason: string | null;
  /** The last day (UTC) on which it filters, as `YYYY-MM-DD`; null: without end. */
  readonly expiry: string | null;
  /** Ids or names of rules. */
  readonly rules: 'any' | readonly string[];
  readonly keeps: Expression;
}

const FILTER_KEYS = [
  'title',
  'id',
  'taxonomy',
  'status',
  'description',
  'license',
  'references',
  'author',
  'date',
  'modified',
  'logsource',
  'filter',
  'owner',
  'reason',
  'expiry',
];
const OUR_KEYS = ['owner', 'reason', 'expiry'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads a filter; with an error reported, what is returned must not be used. Its condition says what is kept, as in
 * the reference implementation: `not selection` is an exception for what the selection matches.
 * Source: "Sigma Filters Specification" 2.1.
 */
export function parseFilter(body: JsonObject, placeholders: Placeholders, report: Report): ParsedFilter {
  warnOfUnknownKeys(body, FILTER_KEYS, report);
  const title = titleOf(body, report);
  checkLogSource(body, 'filter', report);
  refuseMisplaced(body['filter'], report);
  const detection = readDetection(body, { section: 'filter', placeholders, report });
  if (detection !== null) refuseSilence(detection, report);
  return {
    title,
    owner: ourText(body, 'owner', report),
    reason: ourText(body, 'reason', report),
    expiry: expiryOf(body, report),
    rules: rulesOf(body['filter'], report),
    keeps: detection?.expression ?? NEVER,
  };
}

function refuseMisplaced(filter: JsonValue | undefined, report: Report): void {
  if (!isObject(filter)) return;
  for (const key of OUR_KEYS) {
    if (filter[key] === undefined) continue;
    const message = `"${key}" belongs beside "filter", not in it, where it would be a selection`;
    report({ path: ['filter', key], onKey: true, severity: 'error', message });
  }
}

/** A filter must leave alone what it does not speak of. */
function refuseSilence({ selections, conditions }: Detection, report: Report): void {
  const nothing = new Map([...selections.keys()].map((name) => [name, NEVER]));
  const spares = conditions.some((condition) => {
    const parsed = parseCondition(condition, nothing);
    return !parsed.ok || verdictOn(parsed.expression, () => null) !== false;
  });
  if (spares || conditions.length === 0) return;
  const message =
    'it would silence every call that matches none of its selections: the condition says what is kept, such as "not selection"';
  report({ path: ['filter', 'condition'], severity: 'error', message });
}

function rulesOf(filter: JsonValue | undefined, report: Report): ParsedFilter['rules'] {
  const rules = isObject(filter) ? filter['rules'] : undefined;
  if (rules === 'any') return 'any';
  const path = rules === undefined ? ['filter'] : ['filter', 'rules'];
  const found = uniqueTexts(rules, path, 'a list of rules by id or name, or "any"', report);
  if (isArray(rules) && found.includes('any')) {
    const message = '"any" stands alone: "rules: any"';
    report({ path: [...path, rules.indexOf('any')], severity: 'error', message });
  }
  return found;
}

function ourText(body: JsonObject, key: 'owner' | 'reason', report: Report): string | null {
  const value = body[key];
  const text = textOf(value)?.trim() ?? '';
  if (text !== '') return text;
  const path = value === undefined ? ['filter'] : [key];
  const onKey = value === undefined;
  if (value === undefined) {
    const meaning = key === 'owner' ? 'who answers for it' : 'why it is right';
    report({ path, onKey, severity: 'warning', message: `no "${key}": nobody can tell ${meaning}` });
  } else {
    report({ path, severity: 'error', message: `"${key}" must be a text` });
  }
  return null;
}

function expiryOf(body: JsonObject, report: Report): string | null {
  const value = body['expiry'];
  if (value === undefined) {
    const message = 'no "expiry": an exception without end is forgotten';
    report({ path: ['filter'], onKey: true, severity: 'warning', message });
    return null;
  }
  if (typeof value === 'string' && isDay(value)) return value;
  report({ path: ['expiry'], severity: 'error', message: '"expiry" must be a day such as 2026-12-31' });
  return null;
}

function isDay(text: string): boolean {
  const time = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
