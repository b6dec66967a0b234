import { isArray, isObject, type JsonObject, type JsonValue, type Parsed } from '../cloudtrail/json.ts';
import { addressBytes, parseCidr } from './address-range.ts';
import { isComparable, parseNumeric } from './numbers.ts';
import type { ValueTest } from './pattern.ts';
import { parseWildcard } from './wildcard.ts';

/** Reads one element of a field's list: a plain value, or an object with one operator. */
export function parseValueTest(value: JsonValue): Parsed<ValueTest> {
  if (typeof value === 'string') return accepted(textTest(value));
  if (typeof value === 'number') return accepted({ kind: 'number', value });
  if (typeof value === 'boolean' || value === null) return accepted({ kind: 'literal', value });
  if (isObject(value)) return parseOperator(value);
  return refused('match value must be a string, a number, true, false, null or an object');
}

/** Addresses are compared by value: `2001:DB8::1` equals `2001:db8:0::1`. */
function textTest(value: string): ValueTest {
  const bytes = addressBytes(value);
  return bytes === null ? { kind: 'text', value } : { kind: 'address', range: { first: bytes, last: bytes } };
}

function parseOperator(expression: JsonObject): Parsed<ValueTest> {
  const only = onlyEntry(expression);
  if (!only.ok) return only;
  const [operator, operand] = only.value;
  switch (operator) {
    case 'exactly':
      return withText(operator, operand, (value) => accepted({ kind: 'text', value }));
    case 'prefix':
    case 'suffix':
      return parseAffix(operator, operand);
    case 'equals-ignore-case':
      return withText(operator, operand, (value) => accepted({ kind: operator, value: value.toLowerCase() }));
    case 'wildcard':
      return withText(operator, operand, wildcardTest);
    case 'cidr':
      return withText(operator, operand, cidrTest);
    case 'numeric':
      return mapped(parseNumeric(operand), (range) => ({ kind: 'range', range }));
    case 'exists':
      return parseExists(operand);
    case 'anything-but':
      return parseAnythingBut(operand);
    default:
      return refused(`unrecognized match type "${operator}"`);
  }
}

function parseAffix(kind: 'prefix' | 'suffix', operand: JsonValue): Parsed<ValueTest> {
  if (!isObject(operand)) {
    return withText(kind, operand, (value) => accepted({ kind, value, ignoringCase: false }));
  }
  const only = onlyEntry(operand);
  if (!only.ok) return only;
  const [operator, text] = only.value;
  if (operator !== 'equals-ignore-case') return refused(`unsupported ${kind} pattern "${operator}"`);
  return withText(operator, text, (value) =>
    accepted({ kind, value: value.toLowerCase(), ignoringCase: true }),
  );
}

function parseExists(operand: JsonValue): Parsed<ValueTest> {
  if (operand === true) return accepted({ kind: 'exists' });
  if (operand === false) return accepted({ kind: 'absent' });
  return refused('exists match pattern must be either true or false');
}

function parseAnythingBut(operand: JsonValue): Parsed<ValueTest> {
  if (!isObject(operand)) return parseExcludedValues(isArray(operand) ? operand : [operand]);
  const only = onlyEntry(operand);
  if (!only.ok) return only;
  const [operator, excluded] = only.value;
  const tests: ValueTest[] = [];
  for (const text of isArray(excluded) ? excluded : [excluded]) {
    const test = parseExcludedText(operator, text);
    if (!test.ok) return test;
    tests.push(test.value);
  }
  if (tests.length === 0) return refused(`empty list in anything-but ${operator}`);
  return accepted({ kind: 'none-of', tests });
}

function parseExcludedValues(values: readonly JsonValue[]): Parsed<ValueTest> {
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  if (values.length > 0 && texts.length === values.length)
    return accepted({ kind: 'not-texts', values: texts });
  if (values.length === 0 || numbers.length < values.length) {
    return refused('inside anything-but, either all values are numbers or all are strings, and at least one');
  }
  const incomparable = numbers.find((value) => !isComparable(value));
  if (incomparable !== undefined) return refused(`anything-but cannot compare the number ${incomparable}`);
  return accepted({ kind: 'not-numbers', values: numbers });
}

function parseExcludedText(operator: string, value: JsonValue): Parsed<ValueTest> {
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return withText(operator, value, (text) =>
        text === ''
          ? refused(`empty ${operator} in anything-but`)
          : accepted({ kind: operator, value: text, ignoringCase: false }),
      );
    case 'equals-ignore-case':
      return withText(operator, value, (text) => accepted({ kind: operator, value: text.toLowerCase() }));
    case 'wildcard':
      return withText(operator, value, wildcardTest);
    default:
      return refused(`unsupported anything-but pattern "${operator}"`);
  }
}

function wildcardTest(text: string): Parsed<ValueTest> {
  return mapped(parseWildcard(text), (pieces) => ({ kind: 'wildcard', pieces }));
}

function cidrTest(text: string): Parsed<ValueTest> {
  return mapped(parseCidr(text), (range) => ({ kind: 'address', range }));
}

function onlyEntry(expression: JsonObject): Parsed<readonly [string, JsonValue]> {
  const [entry, ...others] = Object.entries(expression);
  if (entry === undefined) return { ok: false, reason: 'match expression name not found' };
  if (others.length > 0) return { ok: false, reason: 'only one key allowed in match expression' };
  return { ok: true, value: [entry[0], entry[1] ?? null] };
}

function withText(
  operator: string,
  operand: JsonValue,
  read: (text: string) => Parsed<ValueTest>,
): Parsed<ValueTest> {
  return typeof operand === 'string' ? read(operand) : refused(`${operator} match pattern must be a string`);
}

function mapped<T>(parsed: Parsed<T>, testOf: (value: T) => ValueTest): Parsed<ValueTest> {
  return parsed.ok ? accepted(testOf(parsed.value)) : parsed;
}

function accepted(value: ValueTest): Parsed<ValueTest> {
  return { ok: true, value };
}

function refused(reason: string): Parsed<ValueTest> {
  return { ok: false, reason };
}
