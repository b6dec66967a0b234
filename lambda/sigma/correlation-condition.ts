import { isArray, isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import { parseCondition } from './condition.ts';
import {
  type CorrelationCondition,
  type CountingType,
  type Limit,
  type RuleLeaf,
  TEMPORAL_TYPES,
  type TemporalType,
} from './correlation.ts';
import { fieldNameFault } from './known-fields.ts';
import type { Report } from './problem.ts';
import { didYouMean } from './suggest.ts';
import { uniqueTexts } from './unique-texts.ts';

/** In place of a condition that cannot be read. */
export const NO_CONDITION: CorrelationCondition = { kind: 'rules-matched', type: 'temporal', limits: [] };

const COMPARISONS: readonly Limit['compare'][] = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'];
const KEYS: readonly string[] = [...COMPARISONS, 'field', 'percentile'];
const PLACE = ['correlation', 'condition'];

/** The condition of a correlation of a type; what is wrong is reported. */
export function readCorrelationCondition(
  type: CountingType | TemporalType,
  value: JsonValue | undefined,
  rules: readonly string[],
  report: Report,
): CorrelationCondition {
  const temporal = TEMPORAL_TYPES.find((one) => one === type);
  if (temporal !== undefined) return temporalCondition(temporal, value, rules, report);
  if (!isObject(value)) {
    const message = `a correlation of type ${type} needs a condition such as { gte: 10 }`;
    report({ path: value === undefined ? ['correlation'] : PLACE, severity: 'error', message });
    return NO_CONDITION;
  }
  const counting = type === 'temporal' || type === 'temporal_ordered' ? 'event_count' : type;
  refuseUnknown(value, report);
  const counts = counting === 'event_count' || counting === 'value_count';
  return {
    kind: 'figure',
    type: counting,
    limits: limitsOf(value, counts, report),
    fields: fieldsOf(value, counting, report),
    percentile: percentileOf(value, counting, report),
  };
}

/** By default all of the rules. */
function temporalCondition(
  type: TemporalType,
  value: JsonValue | undefined,
  rules: readonly string[],
  report: Report,
): CorrelationCondition {
  if (rules.length === 1) {
    const message = `a correlation of type ${type} is about several rules; this one names one`;
    report({ path: ['correlation', 'rules'], severity: 'warning', message });
  }
  if (value === undefined) {
    return { kind: 'rules-matched', type, limits: [{ compare: 'gte', value: rules.length }] };
  }
  if (typeof value === 'string') {
    const leaves = new Map(rules.map((rule): [string, RuleLeaf] => [rule, { kind: 'rule', rule }]));
    const parsed = parseCondition(value, leaves);
    if (parsed.ok) return { kind: 'expression', type, expression: parsed.expression };
    report({ path: PLACE, offset: parsed.offset, severity: 'error', message: parsed.reason });
    return NO_CONDITION;
  }
  if (!isObject(value)) {
    const message = 'expected how many of the rules, such as { gte: 2 }, or a text such as "a and b"';
    report({ path: PLACE, severity: 'error', message });
    return NO_CONDITION;
  }
  refuseUnknown(value, report);
  for (const key of ['field', 'percentile']) refuseKey(value, key, `a correlation of type ${type}`, report);
  const limits = limitsOf(value, true, report);
  const impossible = limits.find(({ compare, value: wanted }) =>
    compare === 'gt'
      ? wanted >= rules.length
      : (compare === 'gte' || compare === 'eq') && wanted > rules.length,
  );
  if (impossible !== undefined) {
    const message = `never holds: there are ${rules.length} rules`;
    report({ path: [...PLACE, impossible.compare], severity: 'error', message });
  }
  return { kind: 'rules-matched', type, limits };
}

function limitsOf(condition: JsonObject, counts: boolean, report: Report): readonly Limit[] {
  const limits = COMPARISONS.flatMap((compare): readonly Limit[] => {
    const value = condition[compare];
    if (value === undefined) return [];
    const valid = typeof value === 'number' && (!counts || (Number.isInteger(value) && value >= 0));
    if (valid) return [{ compare, value }];
    const message = `"${compare}" takes a ${counts ? 'whole number, 0 or more' : 'number'}`;
    report({ path: [...PLACE, compare], severity: 'error', message });
    return [];
  });
  const error = (message: string) => report({ path: PLACE, severity: 'error', message });
  const given = COMPARISONS.filter((compare) => condition[compare] !== undefined);
  if (given.length === 0) error(`no limit; allowed are ${COMPARISONS.join(', ')}`);
  if (given.length > 1 && !isRange(given)) {
    error(
      `${given.join(' and ')} together: one limit, or one from below (gt, gte) and one from above (lt, lte)`,
    );
  } else if (limits.length === 2 && isEmptyRange(limits)) {
    error('never holds: the limit from below is above the other');
  }
  return limits;
}

function isRange(given: readonly Limit['compare'][]): boolean {
  const below = given.filter((compare) => compare.startsWith('gt')).length;
  const above = given.filter((compare) => compare.startsWith('lt')).length;
  return given.length === 2 && below === 1 && above === 1;
}

/** Whole numbers or not: an open end at the same number leaves nothing. */
function isEmptyRange([below, above]: readonly Limit[]): boolean {
  if (below === undefined || above === undefined) return false;
  const closed = below.compare === 'gte' && above.compare === 'lte';
  return closed ? below.value > above.value : below.value >= above.value;
}

function fieldsOf(condition: JsonObject, type: CountingType, report: Report): readonly string[] {
  const value = condition['field'];
  if (type === 'event_count') {
    refuseKey(condition, 'field', 'a correlation of type event_count, which counts calls,', report);
    return [];
  }
  const path = value === undefined ? PLACE : [...PLACE, 'field'];
  const fields = uniqueTexts(value, path, `"field", whose values ${type} is about`, report);
  if (fields.length > 1 && type !== 'value_count') {
    report({ path, severity: 'error', message: `${type} is about one field` });
  }
  for (const [index, field] of fields.entries()) {
    const fault = fieldNameFault(field);
    if (fault !== null) report({ path: isArray(value) ? [...path, index] : path, ...fault });
  }
  return fields;
}

function percentileOf(condition: JsonObject, type: CountingType, report: Report): number | null {
  const value = condition['percentile'];
  if (type !== 'value_percentile') {
    refuseKey(condition, 'percentile', `a correlation of type ${type}`, report);
    return null;
  }
  if (value === undefined) return null;
  if (typeof value === 'number' && value >= 0 && value <= 100) return value;
  report({ path: [...PLACE, 'percentile'], severity: 'error', message: '"percentile" takes 0 to 100' });
  return null;
}

function refuseUnknown(condition: JsonObject, report: Report): void {
  for (const key of Object.keys(condition)) {
    if (KEYS.includes(key)) continue;
    const message = `unknown key "${key}"${didYouMean(key, KEYS)}`;
    report({ path: [...PLACE, key], onKey: true, severity: 'error', message });
  }
}

function refuseKey(condition: JsonObject, key: string, owner: string, report: Report): void {
  if (condition[key] === undefined) return;
  report({ path: [...PLACE, key], onKey: true, severity: 'error', message: `${owner} takes no "${key}"` });
}
