import fc from 'fast-check';
import { type JsonObject, textOf } from '../../lambda/cloudtrail/json.ts';
import type { Reach, TextTest } from '../../lambda/sigma/rule.ts';

const SOURCES = ['iam.amazonaws.com', 's3.amazonaws.com', 'sts.amazonaws.com', 'ssm.amazonaws.com'];
const NAMES = [
  'CreateUser',
  'DeleteUserPolicy',
  'GetUserPolicy',
  'GetFederationToken',
  'ListAccessKeys',
  'AssumeRole',
  'StartQuery',
  'UpdateApplicationDashboardConfiguration',
  'UpdateUser',
  'ConsoleLogin',
];

/** A text as somebody else would spell it. */
function otherSpelling(text: string): fc.Arbitrary<string> {
  return fc.constantFrom(text, text, text.toLowerCase(), text.toUpperCase());
}

function pieceOf(text: string): fc.Arbitrary<TextTest> {
  const cut = fc.nat({ max: text.length });
  return fc.oneof(
    fc.constant<TextTest>({ kind: 'equals', value: text }),
    cut.map((at): TextTest => ({ kind: 'prefix', value: text.slice(0, at) })),
    cut.map((at): TextTest => ({ kind: 'suffix', value: text.slice(at) })),
    fc.tuple(cut, cut).map(([a, b]): TextTest => ({ kind: 'contains', value: text.slice(a, b) })),
    fc.tuple(cut, cut).map(
      ([a, b]): TextTest => ({
        kind: 'wildcard',
        value: `${text.slice(0, Math.min(a, b))}*${text.slice(Math.max(a, b))}`,
      }),
    ),
  );
}

function testsOf(texts: readonly string[]): fc.Arbitrary<readonly TextTest[] | null> {
  const one = fc
    .constantFrom(...texts)
    .chain(otherSpelling)
    .chain(pieceOf);
  return fc.option(fc.array(one, { minLength: 1, maxLength: 3 }), { nil: null, freq: 4 });
}

export const anyReach: fc.Arbitrary<Reach> = fc.record({
  eventSource: testsOf(SOURCES),
  eventName: testsOf(NAMES),
  demands: fc.constant([]),
});

function textNear(tests: readonly TextTest[] | null, others: readonly string[]): fc.Arbitrary<string> {
  const own = tests?.map((test) => test.value.replaceAll('*', 'X')) ?? [];
  return fc.constantFrom(...own, ...others).chain(otherSpelling);
}

/** Records that the reach is likely to hold for, with all that decides about their delivery. */
export function callsNear(reach: Reach): fc.Arbitrary<JsonObject> {
  return fc.record({
    eventType: fc.constantFrom('AwsApiCall', 'AwsApiCall', 'AwsConsoleSignIn', 'AwsServiceEvent'),
    eventSource: textNear(reach.eventSource, SOURCES),
    eventName: textNear(reach.eventName, NAMES),
    readOnly: fc.constantFrom(true, false),
    managementEvent: fc.constantFrom(true, true, false),
  });
}

/** Whether the reach holds, as the rule engine means it: without regard to case. */
export function reaches(reach: Reach, record: JsonObject): boolean {
  const holds = (tests: readonly TextTest[] | null, value: string): boolean =>
    tests === null || tests.some((test) => passes(test, value));
  return (
    holds(reach.eventSource, textOf(record['eventSource']) ?? '') &&
    holds(reach.eventName, textOf(record['eventName']) ?? '')
  );
}

function passes(test: TextTest, value: string): boolean {
  const escaped = test.value.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const sources = { equals: '^X$', wildcard: '^X$', prefix: '^X', suffix: 'X$', contains: 'X' };
  return new RegExp(sources[test.kind].replace('X', escaped), 'i').test(value);
}
