import fc from 'fast-check';
import { addCalls, CALLS_KEPT, type NewCall } from '../../../lambda/baseline/correlation/add-calls.ts';
import {
  NOTHING_SEEN,
  readGroup,
  type SeenGroup,
  writeGroup,
} from '../../../lambda/baseline/correlation/seen-group.ts';
import type { Correlation, CorrelationCondition, Limit } from '../../../lambda/sigma/correlation.ts';

type Rule = Pick<Correlation, 'condition' | 'rules' | 'timespanMs'>;

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 15, 10);

function counting(type: 'event_count' | 'value_count' | 'value_sum' | 'value_avg', ...limits: Limit[]): Rule {
  const fields = type === 'event_count' ? [] : ['field'];
  return {
    condition: { kind: 'figure', type, limits, fields, percentile: null },
    rules: ['a'],
    timespanMs: 10 * MINUTE,
  };
}

function temporal(type: 'temporal' | 'temporal_ordered', rules = ['a', 'b', 'c']): Rule {
  const condition: CorrelationCondition = {
    kind: 'rules-matched',
    type,
    limits: [{ compare: 'gte', value: rules.length }],
  };
  return { condition, rules, timespanMs: 10 * MINUTE };
}

const gte = (value: number): Limit => ({ compare: 'gte', value });

function call(minute: number, changes: Partial<NewCall> = {}): NewCall {
  const at = START + minute * MINUTE;
  const { rule = 0, value = null } = changes;
  return { at, id: `call-${minute}-${rule}-${value}`, rule, value, words: 'x', ...changes };
}

/** Each list in a run of its own, with the state written and read in between. */
function fired(rule: Rule, ...runs: readonly (readonly NewCall[])[]): readonly (readonly string[])[] {
  let group: SeenGroup = NOTHING_SEEN;
  return runs.map((calls) => {
    const added = addCalls(rule, group, calls);
    group = readGroup(writeGroup(added.group));
    return added.firings.map(({ carrier }) => carrier);
  });
}

const holds = (rule: Rule, ...runs: readonly (readonly NewCall[])[]) =>
  fired(rule, ...runs).flat().length > 0;

describe('event_count', () => {
  const three = counting('event_count', gte(3));

  test('holds with as many calls as are wanted, and not with fewer', () => {
    expect(holds(three, [call(0), call(1)])).toBe(false);
    expect(fired(three, [call(0), call(1), call(2)])).toEqual([[call(2).id]]);
  });

  test('takes calls exactly one time span apart into one window, and none further apart', () => {
    expect(holds(three, [call(0), call(5), call(10)])).toBe(true);
    expect(holds(three, [call(0), call(5), call(10, { at: START + 10 * MINUTE + 1 })])).toBe(false);
  });

  test('slides: the window begins with any call', () => {
    expect(holds(three, [call(0), call(8), call(12), call(17)])).toBe(true);
  });

  test('counts a call that comes late where it belongs', () => {
    expect(fired(three, [call(0), call(8)], [call(25)], [call(4)])).toEqual([[], [], [call(4).id]]);
  });

  test('counts in any order of arrival', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 3, 4, 20, 31], { minLength: 5 }), (minutes) => {
        expect(holds(three, ...minutes.map((minute) => [call(minute)]))).toBe(true);
      }),
    );
  });

  test('counts a call once, however often it comes', () => {
    expect(holds(three, [call(0), call(0), call(1)], [call(0), call(1)], [call(1)])).toBe(false);
  });

  test('fires again with the call that carried it when that comes again, and with no other', () => {
    const runs = fired(three, [call(0), call(1), call(2)], [call(0), call(1), call(2)], [call(1)], [call(2)]);

    expect(runs).toEqual([[call(2).id], [call(2).id], [], [call(2).id]]);
  });

  test('is quiet for a time span once it fired, then fires again', () => {
    const minutes = Array.from({ length: 24 }, (_, minute) => call(minute));

    expect(fired(three, minutes)).toEqual([[call(2).id, call(13).id]]);
    expect(fired(three, ...minutes.map((one) => [one])).flat()).toEqual([call(2).id, call(13).id]);
  });

  test.each<[string, readonly Limit[], boolean]>([
    ['gt', [{ compare: 'gt', value: 3 }], false],
    ['gt of fewer', [{ compare: 'gt', value: 2 }], true],
    ['lt', [{ compare: 'lt', value: 1 }], false],
    ['lte', [{ compare: 'lte', value: 1 }], true],
    ['eq', [{ compare: 'eq', value: 2 }], true],
    ['neq', [{ compare: 'neq', value: 9 }], true],
    ['a range', [gte(2), { compare: 'lt', value: 3 }], true],
    ['a range that is passed over in one second', [gte(4), { compare: 'lt', value: 5 }], false],
  ])('compares by %s', (_name, limits, expected) => {
    expect(holds(counting('event_count', ...limits), [call(0), call(1), call(2)])).toBe(expected);
  });

  test('calls of one second are all in the window before it is looked at', () => {
    const exactlyTwo = counting('event_count', { compare: 'eq', value: 2 });
    const together = [1, 2, 3].map((number) => call(0, { id: `${number}` }));

    expect(holds(exactlyTwo, together)).toBe(false);
  });

  test('counts on beyond the calls that it keeps', () => {
    const many = counting('event_count', gte(5_000));
    const runs = Array.from({ length: 50 }, (_, run) =>
      Array.from({ length: 100 }, (_, index) => call(run / 10, { id: `${run}-${index}` })),
    );

    expect(fired(many, ...runs.slice(0, 49)).flat()).toEqual([]);
    expect(fired(many, ...runs).flat()).toHaveLength(1);
  });

  test('stays small however many calls there are', () => {
    const { group } = addCalls(
      counting('event_count', gte(1_000_000)),
      NOTHING_SEEN,
      Array.from({ length: 20_000 }, (_, index) => call(index / 2_000, { id: `0123456789-${index}` })),
    );

    expect(group.calls.length).toBeLessThanOrEqual(CALLS_KEPT);
    expect(writeGroup(group).length).toBeLessThan(64_000);
  });

  test('forgets calls that no window can meet any more', () => {
    const first = addCalls(three, NOTHING_SEEN, [call(0), call(1)]);
    const second = addCalls(three, first.group, [call(120)]);

    expect(second.group.calls.map(({ at }) => at)).toEqual([call(120).at]);
  });
});

describe('value_count', () => {
  const three = counting('value_count', gte(3));

  test('counts different values, not calls', () => {
    expect(holds(three, [call(0, { value: 'a' }), call(1, { value: 'a' }), call(2, { value: 'b' })])).toBe(
      false,
    );
    expect(holds(three, [call(0, { value: 'a' }), call(1, { value: 'c' })], [call(2, { value: 'b' })])).toBe(
      true,
    );
  });

  test('a value counts in every window in which it is seen', () => {
    const calls = [
      call(0, { value: 'a' }),
      call(9, { value: 'a' }),
      call(11, { value: 'b' }),
      call(12, { value: 'c' }),
    ];

    expect(holds(three, calls)).toBe(true);
  });

  test('counts values beyond the calls that it keeps', () => {
    const calls = [
      ...Array.from({ length: 2 * CALLS_KEPT }, (_, index) => call(1, { id: `${index}`, value: 'a' })),
      call(2, { value: 'b' }),
    ];

    expect(holds(three, [call(0, { value: 'c' })], calls)).toBe(true);
    expect(holds(three, calls)).toBe(false);
  });
});

describe('value_sum and value_avg', () => {
  test('add up', () => {
    const calls = [call(0, { value: 40 }), call(1, { value: 50 }), call(2, { value: 10.5 })];

    expect(holds(counting('value_sum', gte(100.5)), calls)).toBe(true);
    expect(holds(counting('value_sum', gte(100.6)), calls)).toBe(false);
    expect(holds(counting('value_sum', gte(100)), [calls[0] ?? call(0)], calls)).toBe(true);
  });

  test('take the mean of the calls of a window', () => {
    const average = counting('value_avg', { compare: 'gt', value: 50 });

    expect(holds(average, [call(0, { value: 40 }), call(1, { value: 60 })])).toBe(false);
    expect(holds(average, [call(0, { value: 40 }), call(11, { value: 60 })])).toBe(true);
  });
});

describe('temporal', () => {
  const all = temporal('temporal');

  test('wants all rules within the time span, in any order', () => {
    expect(holds(all, [call(2, { rule: 0 }), call(0, { rule: 2 })], [call(1, { rule: 1 })])).toBe(true);
    expect(holds(all, [call(0, { rule: 0 }), call(5, { rule: 1 }), call(11, { rule: 2 })])).toBe(false);
  });

  test('holds by a condition over the rules', () => {
    const either: Rule = {
      ...all,
      condition: {
        kind: 'expression',
        type: 'temporal',
        expression: {
          kind: 'all',
          parts: [
            { kind: 'rule', rule: 'a' },
            {
              kind: 'any',
              parts: [
                { kind: 'rule', rule: 'b' },
                { kind: 'rule', rule: 'c' },
              ],
            },
          ],
        },
      },
    };

    expect(holds(either, [call(0, { rule: 0 }), call(1, { rule: 2 })])).toBe(true);
    expect(holds(either, [call(0, { rule: 1 }), call(1, { rule: 2 })])).toBe(false);
  });
});

describe('temporal_ordered', () => {
  const ordered = temporal('temporal_ordered');

  test('wants the rules in their order, with others in between', () => {
    const right = [call(0, { rule: 0 }), call(1, { rule: 2 }), call(2, { rule: 1 }), call(3, { rule: 2 })];

    expect(holds(ordered, right)).toBe(true);
    expect(holds(ordered, right.slice(0, 3))).toBe(false);
  });

  test('goes by the times of the calls, not by their arrival', () => {
    expect(holds(ordered, [call(3, { rule: 2 })], [call(1, { rule: 0 })], [call(2, { rule: 1 })])).toBe(true);
    expect(holds(ordered, [call(3, { rule: 0 })], [call(4, { rule: 2 })], [call(5, { rule: 1 })])).toBe(
      false,
    );
  });

  test('takes calls of one second as in order, and one call for one rule', () => {
    const at = START;

    expect(
      holds(
        ordered,
        [2, 1, 0].map((rule) => call(0, { rule, at })),
      ),
    ).toBe(true);
    expect(
      holds(
        ordered,
        [0, 1, 2].map((rule) => call(0, { rule, at, id: 'same' })),
      ),
    ).toBe(false);
  });
});
