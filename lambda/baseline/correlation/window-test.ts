import type { Correlation, CorrelationCondition, Limit, RuleLeaf } from '../../sigma/correlation.ts';
import type { Tree } from '../../sigma/expression.ts';
import type { SeenCall } from './seen-group.ts';

/** Whether a correlation's condition holds for the calls of one window, given by time. */
export function windowTest({
  condition,
  rules,
}: Pick<Correlation, 'condition' | 'rules'>): (calls: readonly SeenCall[]) => boolean {
  switch (condition.kind) {
    case 'figure':
      return (calls) => {
        const figure = figureOf(condition, calls);
        return figure !== null && within(figure, condition.limits);
      };
    case 'rules-matched':
      if (condition.type === 'temporal_ordered') {
        return (calls) => within(longestInOrder(calls, rules.length), condition.limits);
      }
      return (calls) => within(matched(calls).size, condition.limits);
    case 'expression':
      return (calls) => {
        const seen = matched(calls);
        return holds(condition.expression, (name) => seen.has(rules.indexOf(name)));
      };
    default: {
      const unreachable: never = condition;
      return unreachable;
    }
  }
}

function figureOf(
  { type, percentile }: Extract<CorrelationCondition, { kind: 'figure' }>,
  calls: readonly SeenCall[],
): number | null {
  switch (type) {
    case 'event_count':
      return calls.reduce((sum, { count }) => sum + count, 0);
    case 'value_count':
      return new Set(calls.flatMap(({ value }) => value ?? [])).size;
    case 'value_sum':
      return sumOf(calls);
    case 'value_avg': {
      const amount = calls.reduce((sum, { count }) => sum + count, 0);
      return amount === 0 ? null : sumOf(calls) / amount;
    }
    case 'value_min':
      return ranked(calls)[0] ?? null;
    case 'value_max':
      return ranked(calls).at(-1) ?? null;
    case 'value_median':
      return atPercent(ranked(calls), 50);
    case 'value_percentile':
      return atPercent(ranked(calls), percentile ?? 50);
    default: {
      const unreachable: never = type;
      return unreachable;
    }
  }
}

function sumOf(calls: readonly SeenCall[]): number {
  return calls.reduce((sum, { value }) => sum + Number(value), 0);
}

function ranked(calls: readonly SeenCall[]): readonly number[] {
  return calls.map(({ value }) => Number(value)).sort((a, b) => a - b);
}

/** Between two values in proportion, as most log searches have it. */
function atPercent(values: readonly number[], percent: number): number | null {
  const place = ((values.length - 1) * percent) / 100;
  const [low, high] = [values[Math.floor(place)], values[Math.ceil(place)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place));
}

function matched(calls: readonly SeenCall[]): ReadonlySet<number> {
  return new Set(calls.map(({ rule }) => rule));
}

/** How many rules, from the first on, matched one after the other, each a call of its own. */
function longestInOrder(calls: readonly SeenCall[], rules: number): number {
  let next = 0;
  let last = '';
  for (const { rule, id } of calls) {
    if (rule !== next || id === last || next === rules) continue;
    next += 1;
    last = id;
  }
  return next;
}

function holds(expression: Tree<RuleLeaf>, isSeen: (rule: string) => boolean): boolean {
  switch (expression.kind) {
    case 'all':
      return expression.parts.every((part) => holds(part, isSeen));
    case 'any':
      return expression.parts.some((part) => holds(part, isSeen));
    case 'not':
      return !holds(expression.part, isSeen);
    case 'rule':
      return isSeen(expression.rule);
    default: {
      const unreachable: never = expression;
      return unreachable;
    }
  }
}

function within(value: number, limits: readonly Limit[]): boolean {
  return limits.every((limit) => {
    switch (limit.compare) {
      case 'lt':
        return value < limit.value;
      case 'lte':
        return value <= limit.value;
      case 'gt':
        return value > limit.value;
      case 'gte':
        return value >= limit.value;
      case 'eq':
        return value === limit.value;
      case 'neq':
        return value !== limit.value;
      default: {
        const unreachable: never = limit.compare;
        return unreachable;
      }
    }
  });
}
