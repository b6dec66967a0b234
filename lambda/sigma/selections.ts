import { isArray, isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import type { Check, Expression } from './expression.ts';
import { type FieldKey, type Modifier, parseFieldKey } from './field-key.ts';
import { checkOf } from './field-values.ts';
import { fieldNameFault } from './known-fields.ts';
import { type Pattern, wrapPattern } from './pattern.ts';
import type { Placeholders } from './placeholders.ts';
import type { Path, Report } from './problem.ts';

interface Context {
  readonly report: Report;
  readonly placeholders: Placeholders;
}

/**
 * One selection: a map (all of its fields), a list of maps (any of them), a list of texts (any of these keywords).
 * What is wrong is reported; the expression is then of no use.
 */
export function parseSelection(value: JsonValue, path: Path, context: Context): Expression {
  if (isObject(value)) return fieldsOf(value, path, context);
  const items = isArray(value) ? value : [value];
  if (items.length === 0) error(context, path, 'an empty selection');
  const parts = items.map((item, index) => {
    const itemPath = isArray(value) ? [...path, index] : path;
    return isObject(item) ? fieldsOf(item, itemPath, context) : keyword(item, [], itemPath, context);
  });
  return { kind: 'any', parts };
}

function fieldsOf(fields: JsonObject, path: Path, context: Context): Expression {
  const entries = Object.entries(fields);
  if (entries.length === 0) error(context, path, 'an empty selection');
  const parts = entries.map(([key, value]) => fieldOf(key, value ?? null, [...path, key], context));
  return { kind: 'all', parts };
}

function fieldOf(keyText: string, value: JsonValue, path: Path, context: Context): Expression {
  const parsed = parseFieldKey(keyText);
  if (!parsed.ok) {
    context.report({ path, onKey: true, offset: parsed.offset, severity: 'error', message: parsed.reason });
    return NOTHING;
  }
  const { key } = parsed;
  const unknown = key.field === '' ? null : fieldNameFault(key.field);
  if (unknown !== null) context.report({ path, onKey: true, ...unknown });
  const values = isArray(value) ? value : [value];
  if (values.length === 0) error(context, path, `"${keyText}" has an empty list`);
  lintModifiers(key, values, path, context);
  const parts = values.map((one, index) => {
    const valuePath = isArray(value) ? [...path, index] : path;
    return key.field === ''
      ? keyword(one, key.modifiers, valuePath, context)
      : fieldCheck(key, one, valuePath, context);
  });
  return join(parts, key);
}

function fieldCheck(key: FieldKey, value: JsonValue, path: Path, context: Context): Expression {
  const result = checkOf(value, key.modifiers, context.placeholders);
  if (!result.ok) {
    error(context, path, result.reason);
    return NOTHING;
  }
  if (result.check.kind === 'fieldref') {
    const unknown = fieldNameFault(result.check.other);
    if (unknown !== null) context.report({ path, ...unknown });
  }
  return { kind: 'field', field: key.field, check: result.check };
}

/** Keywords stand anywhere in the record's texts. */
function keyword(value: JsonValue, modifiers: readonly Modifier[], path: Path, context: Context): Expression {
  const unfit = modifiers.find((modifier) =>
    ['exists', 'fieldref', 'lt', 'lte', 'gt', 'gte'].includes(modifier),
  );
  if (unfit !== undefined) error(context, path, `"${unfit}" needs a field before it`);
  if (value === null) error(context, path, 'null is no keyword');
  const result = checkOf(value, modifiers, context.placeholders);
  if (!result.ok) error(context, path, result.reason);
  if (!result.ok || value === null) return NOTHING;
  return { kind: 'keyword', check: anywhere(result.check) };
}

function anywhere(check: Check): Check {
  if (check.kind !== 'text') return check;
  return {
    ...check,
    patterns: check.patterns.map((pattern) => wrapPattern(pattern, { start: true, end: true })),
  };
}

/** Any of the values unless `all`; `neq` turns the answer round. */
function join(parts: readonly Expression[], key: FieldKey): Expression {
  if (key.modifiers.includes('all')) return { kind: 'all', parts };
  const any = anyOf(parts, key);
  return key.modifiers.includes('neq') ? { kind: 'not', part: any } : any;
}

/** Texts for one field become one check, which finds any number of plain texts by one look-up. */
function anyOf(parts: readonly Expression[], key: FieldKey): Expression {
  const [first, second] = parts;
  if (first !== undefined && second === undefined) return first;
  const texts: Pattern[] = [];
  const others: Expression[] = [];
  for (const part of parts) {
    if (part.kind === 'field' && part.check.kind === 'text') texts.push(...part.check.patterns);
    else others.push(part);
  }
  if (texts.length === 0) return { kind: 'any', parts };
  const check: Check = { kind: 'text', patterns: texts, cased: key.modifiers.includes('cased') };
  const together: Expression = { kind: 'field', field: key.field, check };
  return others.length === 0 ? together : { kind: 'any', parts: [together, ...others] };
}

function lintModifiers(key: FieldKey, values: readonly JsonValue[], path: Path, context: Context): void {
  const warn = (message: string) => context.report({ path, onKey: true, severity: 'warning', message });
  if (key.modifiers.includes('all') && values.length === 1) warn('"all" has no effect on a single value');
  if (key.modifiers.includes('base64offset') && !key.modifiers.includes('contains')) {
    warn('"base64offset" finds a part of an encoded text: it needs "contains" after it');
  }
}

function error(context: Context, path: Path, message: string): void {
  context.report({ path, severity: 'error', message });
}

const NOTHING: Expression = { kind: 'any', parts: [] };
