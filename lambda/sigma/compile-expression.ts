import type { JsonObject, JsonValue } from '../cloudtrail/json.ts';
import type { FactReader } from '../facts/facts.ts';
import { compileCheck, compileTextCheck } from './compile-check.ts';
import { cheapestFirst } from './cost.ts';
import type { Expression, TextComparison } from './expression.ts';
import { anyText, fieldReader, textOfValue } from './field-reader.ts';

export type Predicate = (record: JsonObject, facts: FactReader) => boolean;

/** The expression as nested functions: nothing is looked up or interpreted while calls are matched. */
export function compileExpression(expression: Expression): Predicate {
  switch (expression.kind) {
    case 'all':
      return every(cheapestFirst(expression.parts).map(compileExpression));
    case 'any':
      return some(cheapestFirst(expression.parts).map(compileExpression));
    case 'not': {
      const part = compileExpression(expression.part);
      return (record, facts) => !part(record, facts);
    }
    case 'field':
      return compileField(expression);
    case 'keyword': {
      const matches = compileTextCheck(expression.check);
      return (record) => anyText(record, matches);
    }
    default: {
      const unreachable: never = expression;
      return unreachable;
    }
  }
}

function compileField({ field, check }: Expression & { kind: 'field' }): Predicate {
  const read = fieldReader(field);
  switch (check.kind) {
    case 'null':
      return (record, facts) => !read(record, facts, isNotNull);
    case 'exists':
      return (record, facts) => read(record, facts, isAnything) === check.present;
    case 'fieldref':
      return compileFieldref(field, check.other, check.compare, check.cased);
    case 'text':
    case 'regex':
    case 'cidr':
    case 'number': {
      const matches = compileCheck(check);
      return (record, facts) => read(record, facts, matches);
    }
    default: {
      const unreachable: never = check;
      return unreachable;
    }
  }
}

function compileFieldref(field: string, other: string, compare: TextComparison, cased: boolean): Predicate {
  const left = fieldReader(field);
  const right = fieldReader(other);
  const fold = (value: JsonValue) =>
    cased ? textOfValue(value) : (textOfValue(value)?.toLowerCase() ?? null);
  return (record, facts) =>
    left(record, facts, (value) => {
      const text = fold(value);
      if (text === null) return false;
      return right(record, facts, (wanted) => {
        const part = fold(wanted);
        return part !== null && comparesAs(compare, text, part);
      });
    });
}

function comparesAs(compare: TextComparison, text: string, part: string): boolean {
  switch (compare) {
    case 'equals':
      return text === part;
    case 'contains':
      return text.includes(part);
    case 'startswith':
      return text.startsWith(part);
    case 'endswith':
      return text.endsWith(part);
    default: {
      const unreachable: never = compare;
      return unreachable;
    }
  }
}

function every(parts: readonly Predicate[]): Predicate {
  const [first, second, third] = parts;
  if (first === undefined) return always;
  if (second === undefined) return first;
  if (third === undefined) return (record, facts) => first(record, facts) && second(record, facts);
  return (record, facts) => {
    for (const part of parts) if (!part(record, facts)) return false;
    return true;
  };
}

function some(parts: readonly Predicate[]): Predicate {
  const [first, second] = parts;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  return (record, facts) => {
    for (const part of parts) if (part(record, facts)) return true;
    return false;
  };
}

function always(): boolean {
  return true;
}

function isNotNull(value: JsonValue): boolean {
  return value !== null;
}

function isAnything(): boolean {
  return true;
}
