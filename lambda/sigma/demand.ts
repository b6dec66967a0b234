import type { Check } from './expression.ts';
import { factDemand } from './fact-demand.ts';
import { plainTextOf, textTestOf } from './pattern.ts';
import type { Demand, DemandTest, TextTest } from './rule.ts';
import { testsText } from './text-test.ts';

/**
 * Fields that are one text wherever they are, so that EventBridge and we read them alike.
 * Source: "CloudTrail record contents" and "CloudTrail userIdentity element", AWS CloudTrail User Guide.
 */
const FIELDS: ReadonlySet<string> = new Set([
  'additionalEventData.MFAUsed',
  'awsRegion',
  'errorCode',
  'errorMessage',
  'eventCategory',
  'eventType',
  'recipientAccountId',
  'sourceIPAddress',
  'userAgent',
  'userIdentity.accessKeyId',
  'userIdentity.accountId',
  'userIdentity.arn',
  'userIdentity.invokedBy',
  'userIdentity.principalId',
  'userIdentity.sessionContext.attributes.mfaAuthenticated',
  'userIdentity.sessionContext.sessionIssuer.arn',
  'userIdentity.sessionContext.sessionIssuer.type',
  'userIdentity.sessionContext.sessionIssuer.userName',
  'userIdentity.type',
  'userIdentity.userName',
  'vpcEndpointId',
]);

/** More alternatives than this are one: that there is a text. */
const MOST_TESTS = 64;

/** What a field must be for a check to hold, or not to; null: it may be anything. */
export function demandOf(field: string, check: Check, wanted: boolean): Demand | null {
  if (!FIELDS.has(field)) return factDemand(field, check, wanted);
  const tests = wanted ? testsOf(check) : testsAgainst(check);
  return tests === null ? null : { field, tests: few(tests) };
}

function testsOf(check: Check): readonly DemandTest[] | null {
  switch (check.kind) {
    case 'text':
      return check.patterns.map((pattern) => textTestOf(pattern, check.cased) ?? PRESENT);
    case 'null':
      return [ABSENT];
    case 'exists':
      return check.present ? null : [ABSENT];
    case 'regex':
    case 'cidr':
    case 'number':
    case 'fieldref':
      return [PRESENT];
    default: {
      const unreachable: never = check;
      return unreachable;
    }
  }
}

/** Where no value passes the check. Only what the check surely excludes may be left out. */
function testsAgainst(check: Check): readonly DemandTest[] | null {
  switch (check.kind) {
    case 'text': {
      const tests = check.patterns.map((pattern) => textTestOf(pattern, check.cased));
      if (tests.includes(null) && check.patterns.some(isAnyText)) return [ABSENT];
      const texts = check.cased ? [] : check.patterns.flatMap((pattern) => plainTextOf(pattern) ?? []);
      return texts.length === 0 ? null : [{ kind: 'other', than: texts }, ABSENT];
    }
    case 'null':
      return [PRESENT];
    case 'exists':
      return check.present ? [ABSENT] : null;
    case 'regex':
    case 'cidr':
    case 'number':
    case 'fieldref':
      return null;
    default: {
      const unreachable: never = check;
      return unreachable;
    }
  }
}

/** `*` alone; `?` wants exactly one character. */
function isAnyText(pattern: readonly { readonly kind: string }[]): boolean {
  return pattern.length === 1 && pattern[0]?.kind === 'any-run';
}

const PRESENT: DemandTest = { kind: 'present' };
const ABSENT: DemandTest = { kind: 'absent' };

/** What holds where all demands of both lists do; null: nothing can. Each field once, in order of their names. */
export function bothDemands(left: readonly Demand[], right: readonly Demand[]): readonly Demand[] | null {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const byField = new Map(left.map((demand) => [demand.field, demand]));
  for (const { field, tests } of right) {
    const known = byField.get(field);
    const joined = known === undefined ? tests : bothTests(known.tests, tests);
    if (joined.length === 0) return null;
    byField.set(field, { field, tests: few(joined) });
  }
  return [...byField.values()].sort((a, b) => (a.field < b.field ? -1 : 1));
}

function bothTests(left: readonly DemandTest[], right: readonly DemandTest[]): readonly DemandTest[] {
  const joined = left.flatMap((one) => right.flatMap((other) => both(one, other) ?? []));
  return unique(joined);
}

/** A test that holds wherever both do; null: nowhere. */
function both(one: DemandTest, other: DemandTest): DemandTest | null {
  if (one.kind === 'absent' || other.kind === 'absent') return one.kind === other.kind ? one : null;
  if (one.kind === 'present') return other;
  if (other.kind === 'present') return one;
  if (one.kind === 'other')
    return other.kind === 'other' ? bothOthers(one.than, other.than) : besides(other, one.than);
  if (other.kind === 'other') return besides(one, other.than);
  if (one.kind === 'equals') return equalsIf(one, other);
  return other.kind === 'equals' ? equalsIf(other, one) : one;
}

/** A text in any case may pass a test that minds it. */
function equalsIf(equals: TextTest, other: TextTest): DemandTest | null {
  const loose: TextTest = { kind: other.kind, value: other.value };
  return testsText(loose, equals.value) ? equals : null;
}

function bothOthers(left: readonly string[], right: readonly string[]): DemandTest {
  return { kind: 'other', than: [...new Set([...left, ...right])] };
}

function besides(test: TextTest, excluded: readonly string[]): DemandTest | null {
  const isExcluded = excluded.some((text) => text.toLowerCase() === test.value.toLowerCase());
  return test.kind === 'equals' && isExcluded ? null : test;
}

function few(tests: readonly DemandTest[]): readonly DemandTest[] {
  if (tests.length <= MOST_TESTS) return tests;
  return tests.some(({ kind }) => kind === 'absent') ? [PRESENT, ABSENT] : [PRESENT];
}

function unique(tests: readonly DemandTest[]): readonly DemandTest[] {
  return [...new Map(tests.map((test) => [JSON.stringify(test), test])).values()];
}
