import type { JsonValue } from '../cloudtrail/json.ts';
import { isInside } from './cidr.ts';
import type { Check, NumberComparison } from './expression.ts';
import { textOfValue } from './field-reader.ts';
import { numberOf } from './field-values.ts';
import { plainTextOf } from './pattern.ts';
import { textMatcher } from './pattern-matcher.ts';
import { matchesRegex } from './regex/match-regex.ts';

/** A check on one value. Text is compared with how the value reads: `true` as "true", 443 as "443". */
export function compileCheck(check: Check): (value: JsonValue) => boolean {
  if (check.kind === 'number') {
    const { compare, value: limit } = check;
    return (value) => {
      const number = typeof value === 'string' ? numberOf(value) : value;
      return typeof number === 'number' && comparesAs(compare, number, limit);
    };
  }
  const matches = compileTextCheck(check);
  const numbers = numbersOf(check);
  return (value) => {
    if (typeof value === 'number' && numbers.has(value)) return true;
    const text = textOfValue(value);
    return text !== null && matches(text);
  };
}

/** A check on one text, for keywords as for fields. */
export function compileTextCheck(check: Check): (text: string) => boolean {
  switch (check.kind) {
    case 'text':
      return textMatcher(check.patterns, check.cased);
    case 'regex':
      return (text) => matchesRegex(check.program, text);
    case 'cidr':
      return (text) => isInside(text, check.range);
    case 'number':
    case 'null':
    case 'exists':
    case 'fieldref':
      return () => false;
    default: {
      const unreachable: never = check;
      return unreachable;
    }
  }
}

/** Numbers the rule writes in another way than JSON does, such as `1.0` or a leading zero. */
function numbersOf(check: Check): ReadonlySet<number> {
  if (check.kind !== 'text') return new Set();
  const numbers = check.patterns.map((pattern) => numberOf(plainTextOf(pattern) ?? ''));
  return new Set(numbers.filter((number) => number !== null));
}

function comparesAs(compare: NumberComparison, value: number, limit: number): boolean {
  switch (compare) {
    case 'lt':
      return value < limit;
    case 'lte':
      return value <= limit;
    case 'gt':
      return value > limit;
    case 'gte':
      return value >= limit;
    default: {
      const unreachable: never = compare;
      return unreachable;
    }
  }
}
