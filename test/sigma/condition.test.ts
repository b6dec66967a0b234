import { parseCondition } from '../../lambda/sigma/condition.ts';
import type { Expression } from '../../lambda/sigma/expression.ts';

const NAMES = ['selection_a', 'selection_b', 'filter_c', '_hidden'];

function named(field: string): Expression {
  return { kind: 'field', field, check: { kind: 'exists', present: true } };
}

/** The condition's meaning when exactly the given selections hold. */
function holds(condition: string, ...held: readonly string[]): boolean {
  const parsed = parseCondition(condition, new Map(NAMES.map((name) => [name, named(name)])));
  if (!parsed.ok) throw new Error(parsed.reason);
  const evaluate = (expression: Expression): boolean => {
    switch (expression.kind) {
      case 'all':
        return expression.parts.every(evaluate);
      case 'any':
        return expression.parts.some(evaluate);
      case 'not':
        return !evaluate(expression.part);
      case 'field':
        return held.includes(expression.field);
      default:
        throw new Error('no selection of this test');
    }
  };
  return evaluate(parsed.expression);
}

describe('a condition', () => {
  test('binds "and" closer than "or"', () => {
    expect(holds('selection_a or selection_b and filter_c', 'selection_a')).toBe(true);
    expect(holds('(selection_a or selection_b) and filter_c', 'selection_a')).toBe(false);
  });

  test('binds "not" closer than "and"', () => {
    expect(holds('not selection_a and selection_b', 'selection_b')).toBe(true);
    expect(holds('not (selection_a and selection_b)', 'selection_b')).toBe(true);
    expect(holds('not not selection_a', 'selection_a')).toBe(true);
  });

  test('binds "1 of" closer than "not"', () => {
    expect(holds('selection_a and not 1 of filter_*', 'selection_a')).toBe(true);
    expect(holds('selection_a and not 1 of filter_*', 'selection_a', 'filter_c')).toBe(false);
  });

  test('takes a pattern of names', () => {
    expect(holds('1 of selection_*', 'selection_b')).toBe(true);
    expect(holds('all of selection_*', 'selection_b')).toBe(false);
    expect(holds('all of *_b', 'selection_b')).toBe(true);
  });

  test('means by "them" every selection but those that begin with an underscore', () => {
    expect(holds('all of them', 'selection_a', 'selection_b', 'filter_c')).toBe(true);
    expect(holds('1 of them', '_hidden')).toBe(false);
  });

  test('may be written in capitals', () => {
    expect(holds('NOT selection_a AND 1 OF selection_*', 'selection_b')).toBe(true);
  });

  test.each([
    [
      'an unknown selection',
      'selection_x',
      0,
      'no selection is named "selection_x" — did you mean "selection_a"?',
    ],
    [
      'a pattern that fits nothing',
      'selection_a and 1 of filters_*',
      21,
      'no selection is named like "filters_*"',
    ],
    ['a pattern without quantity', 'selection_*', 0, '"selection_*" needs "1 of" or "all of" before it'],
    ['another quantity', '2 of selection_*', 0, '"2 of": only "1 of" and "all of" exist in Sigma'],
    ['an aggregation', 'selection_a | count() > 5', 12, 'aggregations such as "| count() > 5" left Sigma'],
    ['a bracket left open', 'not (selection_a', 4, 'a "(" that is never closed'],
    ['a bracket too many', 'selection_a)', 11, '")" where the condition should end'],
    ['a missing operand', 'selection_a and', 15, 'the condition ends where a selection is expected'],
    [
      'two selections in a row',
      'selection_a selection_b',
      12,
      '"selection_b" where the condition should end',
    ],
    ['an empty text', '', 0, 'the condition ends where a selection is expected'],
    ['endless brackets', '('.repeat(5_000), 100, 'nested more than 100 deep'],
  ])('is refused with its place: %s', (_, condition, offset, reason) => {
    const parsed = parseCondition(condition, new Map(NAMES.map((name) => [name, named(name)])));

    expect(parsed).toMatchObject({ ok: false, offset, reason: expect.stringContaining(reason) });
  });
});
