import { isArray, type JsonValue, type Parsed } from '../cloudtrail/json.ts';
import { MAX_COMPARABLE_DECIMALS, MAX_COMPARABLE_NUMBER } from './limits.ts';
import type { NumberRange } from './pattern.ts';

const EXPONENT_FORM = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** Numbers that EventBridge compares by value: ± five billion, at most six decimals. */
export function isComparable(value: number): boolean {
  return Math.abs(value) <= MAX_COMPARABLE_NUMBER && decimalsOf(value) <= MAX_COMPARABLE_DECIMALS;
}

function decimalsOf(value: number): number {
  const [, fraction = '', exponent = '0'] = EXPONENT_FORM.exec(String(value)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}

export function isInRange(range: NumberRange, value: number): boolean {
  if (!isComparable(value)) return false;
  const above = range.includesFrom ? value >= range.from : value > range.from;
  const below = range.includesTo ? value <= range.to : value < range.to;
  return above && below;
}

/** Reads the list of a `numeric` test: `["=", 1]`, `[">", 1]`, `[">=", 1, "<", 5]` … */
export function parseNumeric(value: JsonValue | undefined): Parsed<NumberRange> {
  if (!isArray(value)) return refused('value of numeric must be an array');
  const [operator, operand, ...rest] = value;
  if (typeof operator !== 'string') return refused('invalid member in numeric match: an operator is needed');
  if (!['=', '<', '<=', '>', '>='].includes(operator)) {
    return refused(`unrecognized numeric range operator "${operator}"`);
  }
  const limit = comparable(operator, operand);
  if (!limit.ok) return limit;
  switch (operator) {
    case '=':
      return rest.length > 0 ? tooMany() : within(limit.value, true, limit.value, true);
    case '<':
    case '<=':
      return rest.length > 0
        ? tooMany()
        : between(-MAX_COMPARABLE_NUMBER, true, limit.value, operator === '<=');
    default:
      return upwards(limit.value, operator === '>=', rest);
  }
}

function upwards(from: number, includesFrom: boolean, rest: readonly JsonValue[]): Parsed<NumberRange> {
  const [operator, operand, ...more] = rest;
  if (rest.length === 0) return between(from, includesFrom, MAX_COMPARABLE_NUMBER, true);
  if (operator !== '<' && operator !== '<=') {
    return refused(`bad numeric range operator ${JSON.stringify(operator)}`);
  }
  const limit = comparable(operator, operand);
  if (!limit.ok) return limit;
  return more.length > 0 ? tooMany() : between(from, includesFrom, limit.value, operator === '<=');
}

function comparable(operator: string, value: JsonValue | undefined): Parsed<number> {
  if (typeof value !== 'number') return { ok: false, reason: `value of ${operator} must be numeric` };
  if (isComparable(value)) return { ok: true, value };
  return {
    ok: false,
    reason: `value ${value} must be between -${MAX_COMPARABLE_NUMBER} and ${MAX_COMPARABLE_NUMBER}, with at most ${MAX_COMPARABLE_DECIMALS} decimals`,
  };
}

function between(from: number, includesFrom: boolean, to: number, includesTo: boolean): Parsed<NumberRange> {
  return from >= to ? refused('bottom must be less than top') : within(from, includesFrom, to, includesTo);
}

function within(from: number, includesFrom: boolean, to: number, includesTo: boolean): Parsed<NumberRange> {
  return { ok: true, value: { from, includesFrom, to, includesTo } };
}

function tooMany(): Parsed<NumberRange> {
  return refused('too many elements in numeric expression');
}

function refused(reason: string): Parsed<NumberRange> {
  return { ok: false, reason };
}
