import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { isWithin } from '../../lambda/sigma/text-test.ts';

const SOURCES = ['iam.amazonaws.com', 'sts.amazonaws.com', 's3.amazonaws.com', 'IAM.amazonaws.com', ''];
const NAMES = ['CreateUser', 'createuser', 'CreateRole', 'DeleteUser', 'GetObject', 'Create*', ''];

const sourceValue = fc.constantFrom<JsonValue>(
  ...SOURCES,
  'iam*',
  '*',
  '*.amazonaws.com',
  '?am.amazonaws.com',
  null,
);
const nameValue = fc.constantFrom<JsonValue>(
  ...NAMES,
  'Create?ser',
  '*User',
  '*e*U*',
  'Cr\\*',
  'Create\\*',
  null,
  5,
  true,
);
const values = (value: fc.Arbitrary<JsonValue>) =>
  fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));
const field = fc.oneof(
  fc.tuple(fc.constantFrom('eventSource', 'eventName|neq', 'eventSource|cased'), values(sourceValue)),
  fc.tuple(
    fc.constantFrom('eventName', 'eventName|neq', 'eventName|all', 'eventName|cased'),
    values(nameValue),
  ),
  fc.tuple(
    fc.constantFrom(
      'eventName|contains',
      'eventName|startswith',
      'eventName|endswith',
      'eventName|contains|all',
      'eventName|windash',
      'eventName|re',
    ),
    values(fc.constantFrom<JsonValue>('Create', 'user', 'Get', 'C.*e', 'a-b')),
  ),
  fc.tuple(fc.constantFrom('userAgent', 'errorCode'), values(fc.constantFrom<JsonValue>('x', null))),
  fc.constant(['eventName|exists', true] as const),
);
const map = fc
  .array(field, { minLength: 1, maxLength: 3 })
  .map((fields): JsonObject => Object.fromEntries(fields));
const selection = fc.oneof(map, fc.array(map, { minLength: 1, maxLength: 3 }), fc.constant(['user']));
const condition = fc.constantFrom(
  'a',
  'a and b',
  'a or b',
  'a and not b',
  'not a',
  'not (a and not b)',
  'not (a or b)',
  '1 of them',
  'all of them',
  'a and not 1 of c*',
  '(a or b) and c',
  '(a and b) or not c',
);
const body = fc.record({ a: selection, b: selection, c: selection, condition }).map((detection) => ({
  title: 'A rule',
  level: 'medium',
  logsource: { product: 'aws', service: 'cloudtrail' },
  detection,
}));
const record = fc.record(
  {
    eventSource: fc.constantFrom<JsonValue>(...SOURCES, null, 5),
    eventName: fc.constantFrom<JsonValue>(...NAMES, 'a/b', null, 5, true, ['CreateUser'], {
      a: 'CreateUser',
    }),
    userAgent: fc.constantFrom<JsonValue>('x', 'user', null),
    errorCode: fc.constantFrom<JsonValue>('x', null),
  },
  { requiredKeys: [] },
);

function catalogueOf(bodies: readonly JsonValue[]) {
  const documents = bodies.map((one, index) => ({ ruleId: `rule-${index}`, file: 'rule.yml', body: one }));
  return compileCatalogue(documents, { levels: {} }).catalogue;
}

const noFacts = () => undefined;

describe('the index of rules', () => {
  test('gives the same matches as trying every rule', () => {
    fc.assert(
      fc.property(
        fc.array(body, { minLength: 1, maxLength: 6 }),
        fc.array(record, { maxLength: 6 }),
        (bodies, records) => {
          const catalogue = catalogueOf(bodies);
          expect(catalogue.rules).toHaveLength(bodies.length);
          for (const one of records) {
            const all = catalogue.rules
              .filter((rule) => rule.matches(one, noFacts))
              .map((rule) => rule.match);
            expect(catalogue.match(one, noFacts)).toEqual(all);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('lets no rule match outside its reach', () => {
    fc.assert(
      fc.property(body, record, (one, call) => {
        const { eventSource = '', eventName = '' } = call;
        fc.pre(typeof eventSource === 'string' && typeof eventName === 'string');
        const [rule] = catalogueOf([one]).rules;
        fc.pre(rule?.matches(call, noFacts) ?? false);
        expect(rule?.reach.some((reach) => isWithin(reach, String(eventSource), String(eventName)))).toBe(
          true,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test('minds case only where both of two conditions do', () => {
    const detection = {
      loose: { eventSource: 'IAM.amazonaws.com' },
      strict: { 'eventSource|cased': 'iam.amazonaws.com' },
      condition: 'loose and strict',
    };
    const catalogue = catalogueOf([
      { title: 'A rule', level: 'low', logsource: { product: 'aws' }, detection },
    ]);
    const matches = (eventSource: string) =>
      catalogue.match({ eventSource, eventName: 'CreateUser' }, noFacts).length;

    expect([matches('iam.amazonaws.com'), matches('IAM.amazonaws.com')]).toEqual([1, 0]);
  });

  test('offers a call only the rules of its name and source', () => {
    const rule = (eventSource: string, eventName: JsonValue) => ({
      title: 'A rule',
      level: 'low',
      logsource: { product: 'aws' },
      detection: { selection: { eventSource, eventName }, condition: 'selection' },
    });
    const { candidates } = catalogueOf([
      rule('iam.amazonaws.com', 'CreateUser'),
      rule('iam.amazonaws.com', ['CreateUser', 'CreateRole']),
      rule('ec2.amazonaws.com', 'CreateUser'),
      rule('iam.amazonaws.com', 'Create*'),
      rule('iam.amazonaws.com', 'Delete*'),
    ]);

    const offered = (name: string) => candidates('iam.amazonaws.com', name).map((one) => one.match.ruleId);
    expect(offered('CreateUser')).toEqual(['rule-0', 'rule-1', 'rule-3']);
    expect(offered('createuser')).toEqual(['rule-0', 'rule-1', 'rule-3']);
    expect(offered('CreateRole')).toEqual(['rule-1', 'rule-3']);
    expect(offered('ListUsers')).toEqual([]);
    expect(offered('DeleteUser')).toEqual(offered('DeleteUser'));
  });

  test('answers alike after more names than it remembers', () => {
    const [one] = fc.sample(body, 1);
    const { candidates } = catalogueOf([one ?? {}]);
    const before = candidates('iam.amazonaws.com', 'CreateUser');

    for (let index = 0; index < 12_000; index++) candidates('iam.amazonaws.com', `Name${index}`);

    expect(candidates('iam.amazonaws.com', 'CreateUser')).toEqual(before);
  });
});
