import { isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import {
  COUNTING_TYPES,
  type CountingType,
  type ParsedCorrelation,
  TEMPORAL_TYPES,
  type TemporalType,
} from './correlation.ts';
import { NO_CONDITION, readCorrelationCondition } from './correlation-condition.ts';
import { fieldNameFault } from './known-fields.ts';
import { readMetadata } from './metadata.ts';
import type { Report } from './problem.ts';
import { didYouMean } from './suggest.ts';
import { uniqueTexts } from './unique-texts.ts';

const SECTION_KEYS = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'];
const TYPES: readonly string[] = [...COUNTING_TYPES, ...TEMPORAL_TYPES];

/** Reads a correlation; with an error reported, what is returned must not be used. */
export function parseCorrelation(body: JsonObject, report: Report): ParsedCorrelation {
  const error = (path: readonly (string | number)[], message: string) =>
    report({ path, severity: 'error', message });
  const details = readMetadata(body, report);
  const found = body['correlation'];
  const section = isObject(found) ? found : {};
  if (!isObject(found)) error(['correlation'], '"correlation" must be a map with type, rules and timespan');
  if (body['detection'] !== undefined) {
    error(['detection'], 'a correlation has no "detection": it names rules that have one');
  }
  for (const key of Object.keys(section)) {
    if (SECTION_KEYS.includes(key)) continue;
    const message = `unknown key "${key}"${didYouMean(key, SECTION_KEYS)}`;
    report({ path: ['correlation', key], onKey: true, severity: 'error', message });
  }
  const type = typeOf(section['type'], report);
  const rules = uniqueTexts(
    section['rules'],
    place(section, 'rules'),
    'a list of rules by id or name',
    report,
  );
  const aliases = aliasesOf(section['aliases'], rules, report);
  const groupBy = groupByOf(section['group-by'], aliases, report);
  warnOfUnusedAliases(aliases, groupBy, report);
  const condition = section['condition'];
  return {
    details,
    rules,
    groupBy,
    timespanMs: timespanOf(section, report),
    aliases,
    condition: type === null ? NO_CONDITION : readCorrelationCondition(type, condition, rules, report),
    generate: generateOf(body, section, report),
  };
}

function typeOf(value: JsonValue | undefined, report: Report): CountingType | TemporalType | null {
  const known = [...COUNTING_TYPES, ...TEMPORAL_TYPES].find((type) => type === value);
  if (known !== undefined) return known;
  const given = value === undefined ? 'no "type"' : `unknown type ${JSON.stringify(value).slice(0, 60)}`;
  const message = `${given}; allowed are ${TYPES.join(', ')}${didYouMean(String(value), TYPES)}`;
  const path = value === undefined ? ['correlation'] : ['correlation', 'type'];
  report({ path, severity: 'error', message });
  return null;
}

function aliasesOf(
  value: JsonValue | undefined,
  rules: readonly string[],
  report: Report,
): ParsedCorrelation['aliases'] {
  if (value === undefined) return {};
  const error = (path: readonly string[], message: string, onKey = false) =>
    report({ path: ['correlation', 'aliases', ...path], onKey, severity: 'error', message });
  const entries = isObject(value) ? Object.entries(value) : [];
  if (entries.length === 0) error([], 'expected a map of alias to a map of rule to field');
  return Object.fromEntries(
    entries.map(([alias, mapping]) => {
      const fields = isObject(mapping) ? Object.entries(mapping) : [];
      if (fields.length === 0) error([alias], 'expected a map of rule to field');
      const read = fields.map(([rule, field]): [string, string] => {
        const path = [alias, rule];
        if (!rules.includes(rule))
          error(path, `"${rule}" is not among the rules${didYouMean(rule, rules)}`, true);
        if (typeof field !== 'string' || field === '') error(path, 'expected the name of a field');
        else reportField(field, ['correlation', 'aliases', ...path], report);
        return [rule, String(field)];
      });
      const missing = rules.find((rule) => !fields.some(([named]) => named === rule));
      if (missing !== undefined) {
        const message = `the alias "${alias}" says nothing of "${missing}", whose calls are then grouped by a field of that name`;
        report({ path: ['correlation', 'aliases', alias], onKey: true, severity: 'warning', message });
      }
      return [alias, Object.fromEntries(read)];
    }),
  );
}

function groupByOf(
  value: JsonValue | undefined,
  aliases: ParsedCorrelation['aliases'],
  report: Report,
): readonly string[] {
  const path = ['correlation', 'group-by'];
  if (value === undefined) {
    const message = 'no "group-by": calls of everybody, in all accounts, are counted together';
    report({ path: ['correlation'], severity: 'warning', message });
    return [];
  }
  const fields = uniqueTexts(value, path, 'a list of fields', report);
  for (const [index, field] of fields.entries()) {
    if (!Object.hasOwn(aliases, field)) reportField(field, [...path, index], report);
  }
  return fields;
}

function warnOfUnusedAliases(
  aliases: ParsedCorrelation['aliases'],
  groupBy: readonly string[],
  report: Report,
): void {
  for (const alias of Object.keys(aliases)) {
    if (groupBy.includes(alias)) continue;
    const message = `"group-by" does not use the alias "${alias}"`;
    report({ path: ['correlation', 'aliases', alias], onKey: true, severity: 'warning', message });
  }
}

function reportField(field: string, path: readonly (string | number)[], report: Report): void {
  const fault = fieldNameFault(field);
  if (fault !== null) report({ path, ...fault });
}

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function timespanOf(section: JsonObject, report: Report): number {
  const value = section['timespan'];
  const [, amount = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(String(value)) ?? [];
  const timespanMs = Number(amount) * (UNITS_MS[unit] ?? 0);
  if (timespanMs > 0) return timespanMs;
  const message =
    value === undefined
      ? 'no "timespan" such as 15m'
      : 'expected a number and one of s, m, h, d, such as 90s, 15m, 1h, 7d';
  report({ path: place(section, 'timespan'), severity: 'error', message });
  return 0;
}

/** The specification has it beside "correlation", the reference implementation in it. */
function generateOf(body: JsonObject, section: JsonObject, report: Report): boolean {
  const inside = section['generate'];
  const value = inside ?? body['generate'];
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  const path = inside === undefined ? ['generate'] : ['correlation', 'generate'];
  report({ path, severity: 'error', message: '"generate" takes true or false' });
  return false;
}

/** Where a key stands, or where it is missing. */
function place(section: JsonObject, key: string): readonly string[] {
  return section[key] === undefined ? ['correlation'] : ['correlation', key];
}
