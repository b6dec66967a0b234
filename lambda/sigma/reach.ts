import { bothDemands, demandOf } from './demand.ts';
import type { Check, Expression } from './expression.ts';
import { textTestOf } from './pattern.ts';
import type { DemandTest, Reach, TextTest } from './rule.ts';
import { testsText } from './text-test.ts';

type Tests = readonly TextTest[] | null;
const ANYWHERE: readonly Reach[] = [{ eventSource: null, eventName: null, demands: [] }];
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
      return fieldReach(expression.field, expression.check, wanted);
    case 'keyword':
      return ANYWHERE;
    default: {
      const unreachable: never = expression;
      return unreachable;
    }
  }
}

function fieldReach(field: string, check: Check, wanted: boolean): readonly Reach[] {
  if (field !== 'eventSource' && field !== 'eventName') {
    const demand = demandOf(field, check, wanted);
    if (demand === null) return ANYWHERE;
    return demand.tests.length === 0 ? NOWHERE : [{ eventSource: null, eventName: null, demands: [demand] }];
  }
  if (check.kind !== 'text' || !wanted) return ANYWHERE;
  const tests: TextTest[] = [];
  for (const pattern of check.patterns) {
    const test = textTestOf(pattern, check.cased);
    if (test === null) return ANYWHERE;
    tests.push(test);
  }
  return field === 'eventName'
    ? [{ eventSource: null, eventName: tests, demands: [] }]
    : [{ eventSource: tests, eventName: null, demands: [] }];
}

function intersect(left: readonly Reach[], right: readonly Reach[]): readonly Reach[] {
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const eventSource = narrower(one.eventSource, other.eventSource);
      const eventName = narrower(one.eventName, other.eventName);
      const demands = bothDemands(one.demands, other.demands);
      if (eventSource?.length === 0 || eventName?.length === 0 || demands === null) return NOWHERE;
      return [{ eventSource, eventName, demands }];
    }),
  );
}

/** Tests that hold wherever both hold: exact ones that pass the others, or else whichever list is exact. */
function narrower(left: Tests, right: Tests): Tests {
  if (left === null || right === null) return left ?? right;
  const [exact, others] = isExact(left) || !isExact(right) ? [left, right] : [right, left];
  return exact.filter((test) => test.kind !== 'equals' || others.some((other) => mayBothHold(other, test)));
}

/** Whether some text passes both; a text written in one case may stand for another. */
function mayBothHold({ kind, value }: TextTest, exact: TextTest): boolean {
  return testsText({ kind, value }, exact.value);
}

function isExact(tests: readonly TextTest[]): boolean {
  return tests.every((test) => test.kind === 'equals');
}

/** Alternatives that demand the same are put together, so that a list of names stays one reach. */
function union(parts: readonly (readonly Reach[])[]): readonly Reach[] {
  const byDemands = new Map<string, Reach[]>();
  for (const reach of parts.flat()) {
    const key = JSON.stringify(reach.demands);
    const same = byDemands.get(key);
    if (same === undefined) byDemands.set(key, [reach]);
    else same.push(reach);
  }
  const reaches = [...byDemands.values()].flatMap(together);
  const isAnywhere = reaches.some((reach) => isOpen(reach) && reach.demands.length === 0);
  return isAnywhere ? ANYWHERE : withJoinedDemands(reaches);
}

/** Of reaches with the same demands, those on names alone become one, and those on sources alone. */
function together(reaches: readonly Reach[]): readonly Reach[] {
  const { demands } = reaches[0] ?? { demands: [] };
  if (reaches.some(isOpen)) return [{ eventSource: null, eventName: null, demands }];
  const names = reaches
    .filter((reach) => reach.eventSource === null)
    .flatMap((reach) => reach.eventName ?? []);
  const sources = reaches
    .filter((reach) => reach.eventName === null)
    .flatMap((reach) => reach.eventSource ?? []);
  const both = reaches.filter((reach) => reach.eventSource !== null && reach.eventName !== null);
  return [
    ...(names.length > 0 ? [{ eventSource: null, eventName: names, demands }] : []),
    ...(sources.length > 0 ? [{ eventSource: sources, eventName: null, demands }] : []),
    ...both,
  ];
}

function isOpen({ eventSource, eventName }: Reach): boolean {
  return eventSource === null && eventName === null;
}

/** `errorCode: [AccessDenied, null]` is one demand with two tests. */
function withJoinedDemands(reaches: readonly Reach[]): readonly Reach[] {
  const byField = new Map<string, DemandTest[]>();
  const others: Reach[] = [];
  for (const reach of reaches) {
    const [demand, second] = reach.demands;
    if (demand === undefined || second !== undefined || !isOpen(reach)) {
      others.push(reach);
      continue;
    }
    byField.set(demand.field, [...(byField.get(demand.field) ?? []), ...demand.tests]);
  }
  const joined = [...byField].map(([field, tests]) => ({
    eventSource: null,
    eventName: null,
    demands: [{ field, tests }],
  }));
  return [...joined, ...others];
}

function capped(reaches: readonly Reach[]): readonly Reach[] {
  if (reaches.length <= MOST_REACHES) return reaches;
  const eventSource = allOf(reaches, 'eventSource');
  return [{ eventSource, eventName: allOf(reaches, 'eventName'), demands: [] }];
}

function allOf(reaches: readonly Reach[], part: 'eventSource' | 'eventName'): Tests {
  const tests = reaches.map((reach) => reach[part]);
  return tests.some((list) => list === null) ? null : tests.flatMap((list) => list ?? []);
}
