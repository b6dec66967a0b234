import type { Expression, Test } from './expression.ts';

/** What a test costs, in units of comparing one text at the top of the record. */
const NESTED = 2;
const PATTERN = 3;
const REGEX = 10;
const KEYWORD = 100;
/** The call must be parsed first. */
const FACT = 200;
/** Policies must be parsed first. */
const EXPOSURE = 1_000;

/** Parts of a condition in the order in which to try them; those that cost the same keep theirs. */
export function cheapestFirst(parts: readonly Expression[]): readonly Expression[] {
  return parts.length < 2 ? parts : [...parts].sort((a, b) => costOf(a) - costOf(b));
}

function costOf(expression: Expression): number {
  switch (expression.kind) {
    case 'all':
    case 'any':
      return expression.parts.reduce((sum, part) => sum + costOf(part), 0);
    case 'not':
      return costOf(expression.part);
    case 'field':
      return placeCost(expression.field) + checkCost(expression.check);
    case 'keyword':
      return KEYWORD * checkCost(expression.check);
    default: {
      const unreachable: never = expression;
      return unreachable;
    }
  }
}

function placeCost(field: string): number {
  if (field.startsWith('fact.')) return field === 'fact.exposure' ? EXPOSURE : FACT;
  return field.includes('.') ? NESTED : 1;
}

function checkCost(check: Test['check']): number {
  switch (check.kind) {
    case 'text':
      return check.patterns.every((pattern) => pattern.length === 1) ? 1 : PATTERN;
    case 'null':
    case 'exists':
    case 'number':
      return 1;
    case 'fieldref':
      return PATTERN;
    case 'regex':
    case 'cidr':
      return REGEX;
    default: {
      const unreachable: never = check;
      return unreachable;
    }
  }
}
