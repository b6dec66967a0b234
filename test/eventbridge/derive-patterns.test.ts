import fc from 'fast-check';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { delivers } from '../../lambda/eventbridge/delivers.ts';
import { type DerivedPatterns, derivePatterns } from '../../lambda/eventbridge/derive-patterns.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import { MAX_PATTERN_CHARACTERS } from '../../lambda/eventbridge/limits.ts';
import { parsePattern } from '../../lambda/eventbridge/parse-pattern.ts';
import type { RuleReach } from '../../lambda/eventbridge/wanted-calls.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { readRuleFile } from '../../lambda/sigma/read-rules.ts';
import type { Reach, TextTest } from '../../lambda/sigma/rule.ts';
import { ruleText } from '../sigma/rule-text.ts';
import { anyReach, callsNear, reaches } from './reach-arbitrary.ts';

const SPECIAL = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

function equals(...values: string[]): readonly TextTest[] {
  return values.map((value) => ({ kind: 'equals', value }));
}

function rule(ruleId: string, eventSource: Reach['eventSource'], eventName: Reach['eventName']): RuleReach {
  return { ruleId, reach: [{ eventSource, eventName, demands: [] }] };
}

function call(eventSource: string, eventName: string, more: JsonObject = {}): JsonObject {
  return eventOf({ eventType: 'AwsApiCall', eventSource, eventName, managementEvent: true, ...more });
}

function deliveries(derived: DerivedPatterns, event: JsonObject): readonly string[] {
  return derived.patterns.filter((pattern) => delivers(pattern, event)).map(({ name }) => name);
}

describe('derivePatterns', () => {
  test('delivers a change by an ordinary rule and a read by one that lets reads through', () => {
    const { patterns } = derivePatterns([
      rule('iam/keys', equals('iam.amazonaws.com'), equals('CreateAccessKey', 'ListAccessKeys')),
    ]);

    expect(patterns).toEqual([
      {
        name: 'changes-i-k-1',
        state: 'ENABLED',
        pattern: {
          'detail-type': [{ suffix: ' via CloudTrail' }],
          detail: {
            eventSource: [{ 'equals-ignore-case': 'iam.amazonaws.com' }],
            eventName: [{ 'equals-ignore-case': 'CreateAccessKey' }],
          },
        },
        ruleIds: ['iam/keys'],
      },
      {
        name: 'reads-i-k-1',
        state: SPECIAL,
        pattern: {
          'detail-type': [{ suffix: ' via CloudTrail' }],
          detail: {
            eventSource: [{ 'equals-ignore-case': 'iam.amazonaws.com' }],
            eventName: [{ 'equals-ignore-case': 'ListAccessKeys' }],
          },
        },
        ruleIds: ['iam/keys'],
      },
    ]);
  });

  test.each(['AssumeRole', 'AssumeRoleWithSAML', 'GetCallerIdentity', 'LookupEvents'])(
    'takes %s for a read',
    (name) => {
      const { patterns } = derivePatterns([rule('r', equals('sts.amazonaws.com'), equals(name))]);

      expect(patterns.map(({ state }) => state)).toEqual([SPECIAL]);
    },
  );

  test.each(['GetFederationToken', 'GetSessionToken', 'PutUserPolicy'])('takes %s for a change', (name) => {
    const { patterns } = derivePatterns([rule('r', equals('sts.amazonaws.com'), equals(name))]);

    expect(patterns.map(({ state }) => state)).toEqual(['ENABLED']);
  });

  test.each(['AWS Console Sign In via CloudTrail', 'AWS Console Signin via CloudTrail'])(
    'delivers "%s"',
    (spelling) => {
      const derived = derivePatterns([
        rule('signin', equals('signin.amazonaws.com'), equals('ConsoleLogin')),
      ]);
      const event = { ...call('signin.amazonaws.com', 'ConsoleLogin'), 'detail-type': spelling };

      expect(deliveries(derived, event)).toHaveLength(1);
    },
  );

  test('delivers a call once that one rule names with its service and another without', () => {
    const derived = derivePatterns([
      rule('a', equals('iam.amazonaws.com'), equals('CreateUser')),
      rule('b', null, equals('createUser')),
    ]);

    expect(deliveries(derived, call('iam.amazonaws.com', 'CreateUser'))).toEqual(['changes-any-1']);
    expect(derived.patterns).toMatchObject([{ ruleIds: ['a', 'b'] }]);
  });

  test('lists services once that share many names', () => {
    const services = ['s3', 'sqs', 'sns', 'kms', 'lambda'].map((service) => `${service}.amazonaws.com`);
    const names = Array.from({ length: 30 }, (_, index) => `PutPolicyOfKind${index}`);
    const derived = derivePatterns([rule('policies', equals(...services), equals(...names))]);

    expect(derived.patterns.map(({ name }) => name)).toEqual(['changes-shared-1']);
    expect(deliveries(derived, call('kms.amazonaws.com', 'PutPolicyOfKind29'))).toHaveLength(1);
    expect(deliveries(derived, call('iam.amazonaws.com', 'PutPolicyOfKind29'))).toEqual([]);
  });

  test('brings no stream of configuration items for a rule on the calls of AWS Config', () => {
    const { patterns } = derivePatterns([
      rule('config', equals('config.amazonaws.com'), equals('StopConfigurationRecorder')),
    ]);

    expect(patterns.map(({ name }) => name)).toEqual(['reads-b-c-1']);
  });

  test('reports a rule that names no call, and delivers its other reaches', () => {
    const derived = derivePatterns([
      {
        ruleId: 'root',
        reach: [
          { eventSource: null, eventName: null, demands: [] },
          { eventSource: null, eventName: equals('CreateUser'), demands: [] },
        ],
      },
    ]);

    expect(derived.undeliverable).toMatchObject([{ ruleId: 'root', because: 'names-no-call' }]);
    expect(derived.patterns).toHaveLength(1);
  });

  test.each([
    ['no name', null],
    ['Get*', [{ kind: 'prefix', value: 'Get' }]],
    ['*Object*', [{ kind: 'contains', value: 'Object' }]],
  ] as const)('reports a service with %s: its changes come, not its reads', (_, eventName) => {
    const derived = derivePatterns([rule('s3', equals('s3.amazonaws.com'), eventName)]);

    expect(derived.undeliverable).toMatchObject([{ ruleId: 's3', because: 'needs-all-reads' }]);
    expect(derived.patterns.map(({ state }) => state)).toEqual(['ENABLED']);
  });

  test('narrows reads by a longer prefix or an ending', () => {
    const derived = derivePatterns([
      rule('a', equals('s3.amazonaws.com'), [{ kind: 'prefix', value: 'GetBucket' }]),
      rule('b', equals('s3.amazonaws.com'), [{ kind: 'wildcard', value: 'G*Acl' }]),
    ]);

    expect(derived.undeliverable).toEqual([]);
    expect(deliveries(derived, call('s3.amazonaws.com', 'GetBucketPolicy', { readOnly: true }))).toHaveLength(
      1,
    );
    expect(deliveries(derived, call('s3.amazonaws.com', 'GetObjectAcl', { readOnly: true }))).toHaveLength(1);
    expect(deliveries(derived, call('s3.amazonaws.com', 'GetObject', { readOnly: true }))).toEqual([]);
  });

  test('delivers findings of a service that a rule names without a call', () => {
    const derived = derivePatterns([
      rule('guardduty', equals('guardduty.amazonaws.com'), null),
      rule('tamper', equals('securityhub.amazonaws.com'), equals('DisableSecurityHub')),
    ]);
    const finding = { source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding', detail: { type: 'x' } };

    expect(deliveries(derived, finding)).toEqual(['findings-guardduty']);
    expect(deliveries(derived, { ...finding, source: 'aws.securityhub' })).toEqual([]);
  });

  test('leaves the patterns of other services alone when a service gets a rule', () => {
    const before = [
      rule('iam', equals('iam.amazonaws.com'), equals('CreateUser')),
      rule('kms', equals('sts.amazonaws.com'), equals('AssumeRole')),
    ];
    const after = [...before, rule('ec2', equals('ec2.amazonaws.com'), equals('RunInstances', 'CreateVpc'))];

    expect(derivePatterns(after).patterns).toEqual(
      expect.arrayContaining([...derivePatterns(before).patterns]),
    );
  });

  test('splits many names into rules within the limit, each name in one of them', () => {
    const names = Array.from({ length: 300 }, (_, index) => `DeleteSomethingWithAVeryLongName${index}`);
    const derived = derivePatterns([rule('many', equals('ec2.amazonaws.com'), equals(...names))]);

    const sizes = derived.patterns.map(({ pattern }) => JSON.stringify(pattern).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_PATTERN_CHARACTERS);
    expect(names.filter((name) => deliveries(derived, call('ec2.amazonaws.com', name)).length !== 1)).toEqual(
      [],
    );
    expect(new Set(derived.patterns.map(({ name }) => name)).size).toBe(derived.patterns.length);
  });

  test('reports a name too long for any pattern', () => {
    const { patterns, undeliverable } = derivePatterns([rule('long', null, equals('x'.repeat(2_048)))]);

    expect(patterns).toEqual([]);
    expect(undeliverable).toMatchObject([{ ruleId: 'long', because: 'name-too-long' }]);
  });

  describe('pushes down what a rule demands', () => {
    const yaml = (...lines: readonly string[]) => {
      const { documents } = readRuleFile('r', 'r.yml', ruleText(...lines));
      const [rule] = compileCatalogue(documents, { levels: {} }).catalogue.rules;
      return derivePatterns([{ ruleId: 'r', reach: rule?.reach ?? [] }]);
    };
    const detailOf = ({ patterns }: DerivedPatterns) => patterns.map(({ pattern }) => pattern['detail']);
    const ignoring = (text: string) => ({ 'equals-ignore-case': text });

    test.each([
      ['Root', '{ userIdentity.type: Root }', { userIdentity: { type: [ignoring('Root')] } }],
      ['an actor kind', '{ fact.actor.kind: root }', { userIdentity: { type: [ignoring('Root')] } }],
      [
        'an error code',
        '{ errorCode|startswith: [AccessDenied, Client.Unauth] }',
        { errorCode: [{ prefix: ignoring('AccessDenied') }, { prefix: ignoring('Client.Unauth') }] },
      ],
      ['any error code', "{ errorCode: '*' }", { errorCode: [{ exists: true }] }],
      ['a user agent', '{ userAgent: TruffleHog }', { userAgent: [ignoring('TruffleHog')] }],
      [
        'a part of one, if case matters',
        '{ userAgent|contains|cased: kali*x }',
        { userAgent: [{ wildcard: '*kali*x*' }] },
      ],
      [
        'an event type',
        '{ eventType: AwsCloudTrailInsight }',
        { eventType: [ignoring('AwsCloudTrailInsight')] },
      ],
      [
        'a credential',
        '{ userIdentity.accessKeyId: AKIAEXAMPLE }',
        { userIdentity: { accessKeyId: [ignoring('AKIAEXAMPLE')] } },
      ],
    ])('so that it need not name calls: %s', (_, selection, detail) => {
      const derived = yaml(`selection: ${selection}`, 'condition: selection');

      expect(detailOf(derived)).toEqual([detail]);
      expect(derived.patterns.map(({ state }) => state)).toEqual([SPECIAL]);
      expect(derived.undeliverable).toEqual([]);
    });

    test.each([
      ['ordinary callers', '{ userIdentity.type: [Root, AssumedRole] }'],
      ['calls of its account', "{ userIdentity.accountId: '111122223333' }"],
      ['a part of a user agent in any case', '{ userAgent|contains: kali }'],
      ['calls that succeed', '{ errorCode: null }'],
      ['API calls', '{ eventType: AwsApiCall }'],
    ])('but needs names for %s', (_, selection) => {
      const { patterns, undeliverable } = yaml(`selection: ${selection}`, 'condition: selection');

      expect(patterns).toEqual([]);
      expect(undeliverable).toMatchObject([{ because: 'names-no-call' }]);
    });

    test.each([
      [
        'userIdentity.type: AWSService',
        [{ 'anything-but': { 'equals-ignore-case': ['AWSService'] } }, { exists: false }, null],
        'type',
      ],
      ["userIdentity.invokedBy: '*'", [{ exists: false }, null], 'invokedBy'],
      ['userIdentity.invokedBy|exists: true', [{ exists: false }, null], 'invokedBy'],
    ])('AssumeRole without services as callers: not %s', (filter, list, field) => {
      const derived = yaml(
        'selection: { eventSource: sts.amazonaws.com, eventName: AssumeRole }',
        `service: { ${filter} }`,
        'condition: selection and not service',
      );

      expect(detailOf(derived)).toEqual([
        {
          eventSource: [ignoring('sts.amazonaws.com')],
          eventName: [ignoring('AssumeRole')],
          userIdentity: { [field]: list },
        },
      ]);
    });

    test('nothing that an exception minding case leaves in', () => {
      const derived = yaml(
        'selection: { eventName: CreateUser }',
        'service: { userIdentity.type|cased: awsservice }',
        'condition: selection and not service',
      );

      expect(detailOf(derived)).toEqual([{ eventName: [ignoring('CreateUser')] }]);
    });

    test('each alternative with its own', () => {
      const derived = yaml(
        'selection: { eventSource: sts.amazonaws.com, eventName: AssumeRole }',
        'root: { userIdentity.type: Root }',
        'failed: { errorCode: AccessDenied }',
        'condition: selection and (root or failed)',
      );
      const calls = (more: JsonObject) =>
        deliveries(derived, call('sts.amazonaws.com', 'AssumeRole', more)).length;

      expect([
        calls({}),
        calls({ errorCode: 'AccessDenied' }),
        calls({ userIdentity: { type: 'Root' } }),
      ]).toEqual([0, 1, 1]);
    });

    test('and leaves to a wider rule what that delivers', () => {
      const wide = rule('wide', equals('iam.amazonaws.com'), equals('CreateUser'));
      const narrow = {
        ruleId: 'narrow',
        reach: wide.reach.map((reach) => ({
          ...reach,
          demands: [{ field: 'userIdentity.type', tests: equals('Root') }],
        })),
      };
      const { patterns } = derivePatterns([wide, narrow]);

      expect(patterns).toMatchObject([
        { ruleIds: ['narrow', 'wide'], pattern: { detail: { eventName: [ignoring('CreateUser')] } } },
      ]);
    });

    test('findings by their type, with no pattern for calls', () => {
      const all = yaml('selection: { eventType: AwsFinding }', 'condition: selection');
      const one = yaml(
        'selection: { eventType: AwsFinding, eventSource: guardduty.amazonaws.com }',
        'condition: selection',
      );
      const root = yaml(
        'selection: { eventSource: guardduty.amazonaws.com, userIdentity.type: Root }',
        'condition: selection',
      );

      expect(all.patterns.length).toBeGreaterThan(5);
      expect(all.patterns.every(({ name }) => name.startsWith('findings-'))).toBe(true);
      expect(one.patterns.map(({ name }) => name)).toEqual(['findings-guardduty']);
      expect(root.patterns.map(({ name }) => name)).not.toContain('findings-guardduty');
    });
  });

  test('leaves rules for the archive feed to it, and says so', () => {
    const derived = derivePatterns([{ ...rule('many', null, equals('CreateUser')), feed: 'archive' }]);

    expect(derived).toEqual({ patterns: [], undeliverable: [], archive: ['many'] });
  });

  test('does not depend on the order of rules', () => {
    fc.assert(
      fc.property(fc.array(anyReach, { maxLength: 8 }), (list) => {
        const rules = list.map((reach, index) => ({ ruleId: `r${index}`, reach: [reach] }));

        expect(derivePatterns(rules.toReversed()).patterns).toEqual(derivePatterns(rules).patterns);
      }),
    );
  });

  test('a call that a rule can match is delivered, or the rule is reported', () => {
    fc.assert(
      fc.property(fc.array(anyReach, { minLength: 1, maxLength: 6 }), fc.gen(), (list, gen) => {
        const rules = list.map((reach, index) => ({ ruleId: `r${index}`, reach: [reach] }));
        const derived = derivePatterns(rules);
        const reported = new Set(derived.undeliverable.map(({ ruleId }) => ruleId));
        for (const [index, reach] of list.entries()) {
          const record = gen(callsNear, reach);
          if (!reaches(reach, record)) continue;
          const isDelivered = deliveries(derived, eventOf(record)).length > 0;

          expect(isDelivered || reported.has(`r${index}`)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('every pattern is one that EventBridge accepts', () => {
    fc.assert(
      fc.property(fc.array(anyReach, { maxLength: 20 }), (list) => {
        const { patterns } = derivePatterns(
          list.map((reach, index) => ({ ruleId: `r${index}`, reach: [reach] })),
        );

        expect(patterns.filter(({ pattern }) => !parsePattern(pattern).ok)).toEqual([]);
      }),
    );
  });
});
