import type { Check, Expression } from './expression.ts';
import { textTestOf } from './pattern.ts';
import type { Reach, TextTest } from './rule.ts';
import { testsText } from './text-test.ts';

type Tests = readonly TextTest[] | null;
const ANYWHERE: readonly Reach[] = [{ eventSource: null, eventName: null }];
const NOWHERE: readonly Reach[] = [];

/** More alternatives are widened into one: a rule that long is met by its event names alone. */
const MOST_REACHES = 64;

/** Where the expression can hold. Every step may widen and none may narrow, so it is never too small; empty: nowhere. */
export function reachOf(expression: Expression): readonly Reach[] {
  return capped(reachWhen(expression, true));
}

/** Where the expression can be `wanted`. */
function reachWhen(expression: Expression, wanted: boolean): readonly Reach[] {
  switch (expression.kind) {
    case 'not':
      return reachWhen(expression.part, !wanted);
    case 'all':
    case 'any': {
      const parts = expression.parts.map((part) => reachWhen(part, wanted));
      const [only] = parts;
      if (only !== undefined && parts.length === 1) return only;
      const conjunction = (expression.kind === 'all') === wanted;
      return conjunction
        ? parts.reduce((both, part) => capped(intersect(both, part)), ANYWHERE)
        : capped(union(parts));
    }
    case 'field':
      return wanted ? fieldReach(expression.field, expression.check) : ANYWHERE;
    case 'keyword':
      return ANYWHERE;
    default: {
      const unreachable: never = expression;
      return unreachable;
    }
  }
}

function fieldReach(field: string, check: Check): readonly Reach[] {
  if (check.kind !== 'text' || (field !== 'eventSource' && field !== 'eventName')) return ANYWHERE;
  const tests: TextTest[] = [];
  for (const pattern of check.patterns) {
    const test = textTestOf(pattern);
    if (test === null) return ANYWHERE;
    tests.push(test);
  }
  return field === 'eventName'
    ? [{ eventSource: null, eventName: tests }]
    : [{ eventSource: tests, eventName: null }];
}

function intersect(left: readonly Reach[], right: readonly Reach[]): readonly Reach[] {
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const eventSource = narrower(one.eventSource, other.eventSource);
      const eventName = narrower(one.eventName, other.eventName);
      return eventSource?.length === 0 || eventName?.length === 0 ? NOWHERE : [{ eventSource, eventName }];
    }),
  );
}

/** Tests that hold wherever both hold: exact ones that pass the others, or else whichever list is exact. */
function narrower(left: Tests, right: Tests): Tests {
  if (left === null || right === null) return left ?? right;
  const [exact, others] = isExact(left) || !isExact(right) ? [left, right] : [right, left];
  return exact.filter(
    (test) => test.kind !== 'equals' || others.some((other) => testsText(other, test.value)),
  );
}

function isExact(tests: readonly TextTest[]): boolean {
  return tests.every((test) => test.kind === 'equals');
}

/** Alternatives on one side alone are put together, so that a list of names stays one reach. */
function union(parts: readonly (readonly Reach[])[]): readonly Reach[] {
  const reaches = parts.flat();
  if (reaches.some((reach) => reach.eventSource === null && reach.eventName === null)) return ANYWHERE;
  const names = reaches
    .filter((reach) => reach.eventSource === null)
    .flatMap((reach) => reach.eventName ?? []);
  const sources = reaches
    .filter((reach) => reach.eventName === null)
    .flatMap((reach) => reach.eventSource ?? []);
  const both = reaches.filter((reach) => reach.eventSource !== null && reach.eventName !== null);
  return [
    ...(names.length > 0 ? [{ eventSource: null, eventName: names }] : []),
    ...(sources.length > 0 ? [{ eventSource: sources, eventName: null }] : []),
    ...both,
  ];
}

function capped(reaches: readonly Reach[]): readonly Reach[] {
  if (reaches.length <= MOST_REACHES) return reaches;
  return [{ eventSource: allOf(reaches, 'eventSource'), eventName: allOf(reaches, 'eventName') }];
}

function allOf(reaches: readonly Reach[], part: keyof Reach): Tests {
  const tests = reaches.map((reach) => reach[part]);
  return tests.some((list) => list === null) ? null : tests.flatMap((list) => list ?? []);
}
