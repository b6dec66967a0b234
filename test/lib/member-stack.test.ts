import { Match, Template } from 'aws-cdk-lib/assertions';
import type { DerivedPattern } from '../../lambda/eventbridge/derived-pattern.ts';
import { CONFIG, PATTERNS, resourcesOf, stacksOf, statementsOf } from './deployment.ts';

describe('the member stack', () => {
  const { members } = stacksOf();
  const stack = members[0];
  if (stack === undefined) throw new Error('no member stack');
  const template = Template.fromStack(stack);

  test('exists once for every account and region of the configuration', () => {
    expect(members.map(({ account, region }) => `${account} ${region}`)).toEqual([
      '111122223333 us-east-1',
      '111122223333 eu-central-1',
      '123456789012 us-east-1',
      '123456789012 af-south-1',
    ]);
  });

  test('stands for all regions that every account has where the configuration says all', () => {
    const [first] = CONFIG.accounts;
    if (first === undefined) throw new Error('no account');

    const everywhere = stacksOf({ ...CONFIG, accounts: [{ ...first, regions: 'all' }] });

    expect(everywhere.members).toHaveLength(17);
  });

  test('has a rule for each pattern, in the state that delivers what it asks for', () => {
    expect(resourcesOf(template, 'AWS::Events::Rule').map(({ properties }) => properties)).toEqual(
      [...PATTERNS, { name: 'canary', state: 'ENABLED', pattern: expect.anything() }].map(
        ({ name, state, pattern }) =>
          expect.objectContaining({ Name: `countersign-${name}`, State: state, EventPattern: pattern }),
      ),
    );
  });

  test('keeps what a rule cannot deliver in a queue of its own region', () => {
    for (const { properties } of resourcesOf(template, 'AWS::Events::Rule')) {
      expect(properties.Targets).toEqual([
        expect.objectContaining({
          Arn: { Ref: expect.stringMatching(/^EventsTopic/) },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^UndeliveredEvents/), 'Arn'] } },
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
        }),
      ]);
    }
  });

  test('has a topic that takes events of 1 MiB under the name the queue expects', () => {
    template.hasResourceProperties('AWS::SNS::Topic', {
      TopicName: 'countersign-events',
      MaximumMessageSize: 1_048_576,
    });
  });

  test('lets EventBridge publish without any condition, which it would not survive', () => {
    const [policy] = resourcesOf(template, 'AWS::SNS::TopicPolicy');
    const document = policy?.properties.PolicyDocument;

    expect(document.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } }),
    );
    expect(
      document.Statement.find(
        (statement: { Principal: object }) =>
          JSON.stringify(statement.Principal) === '{"Service":"events.amazonaws.com"}',
      ),
    ).not.toHaveProperty('Condition');
    expect(statementsOf(document).filter(({ effect }) => effect === 'Allow')).toHaveLength(2);
  });

  test('subscribes the security queue by its ARN, in the envelope that proves the account', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      Endpoint: 'arn:aws:sqs:eu-central-1:123456789012:countersign-events',
      RawMessageDelivery: false,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^UndeliveredMessages'), 'Arn'] },
      },
    });
  });

  test('encrypts its queues', () => {
    const queues = resourcesOf(template, 'AWS::SQS::Queue');

    expect(queues).toHaveLength(2);
    expect(queues.filter(({ properties }) => properties.SqsManagedSseEnabled !== true)).toEqual([]);
  });

  test('is a plain template: no assets, parameters, or values of other stacks', () => {
    const text = JSON.stringify(template.toJSON());

    expect(Object.keys(template.toJSON())).toEqual(['Description', 'Resources']);
    expect(text).not.toMatch(/cdk-hnb659fds|AssetParameters|Fn::ImportValue|Fn::GetStackOutput/);
    expect(stack.dependencies).toEqual([]);
  });

  test('asks outside the global region only for calls that are recorded there', () => {
    const names = members
      .slice(0, 2)
      .map((member) =>
        resourcesOf(Template.fromStack(member), 'AWS::Events::Rule').map(({ properties }) => properties.Name),
      );

    expect(names).toEqual([
      ['countersign-iam', 'countersign-sts-reads', 'countersign-canary'],
      ['countersign-sts-reads', 'countersign-canary'],
    ]);
  });

  describe('its roles', () => {
    const roles = resourcesOf(template, 'AWS::IAM::Role').map(({ properties }) => properties);
    const policies = resourcesOf(template, 'AWS::IAM::Policy').map(({ properties }) => properties);

    test('are made once for an account, in the global region', () => {
      const perRegion = members.map((member) => {
        const { length } = resourcesOf(Template.fromStack(member), 'AWS::IAM::Role');
        return [member.region, length];
      });

      expect(perRegion).toEqual([
        ['us-east-1', 2],
        ['eu-central-1', 0],
        ['us-east-1', 2],
        ['af-south-1', 0],
      ]);
    });

    test('trust the security account with its external id, and the canary only its sender', () => {
      const trusts = roles.map(({ RoleName, AssumeRolePolicyDocument }) => [
        RoleName,
        AssumeRolePolicyDocument.Statement,
      ]);

      expect(trusts).toEqual([
        [
          'countersign-canary',
          [
            expect.objectContaining({
              Principal: { AWS: 'arn:aws:iam::123456789012:root' },
              Condition: {
                StringEquals: { 'sts:ExternalId': 'countersign-123456789012' },
                ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/countersign-canary-sender' },
                StringLike: { 'sts:RoleSessionName': 'canary-*' },
              },
            }),
          ],
        ],
        [
          'countersign-read',
          [
            expect.objectContaining({
              Principal: { AWS: 'arn:aws:iam::123456789012:root' },
              Condition: { StringEquals: { 'sts:ExternalId': 'countersign-123456789012' } },
            }),
          ],
        ],
      ]);
    });

    test('may write one parameter, and otherwise only read', () => {
      const actions = policies.flatMap(({ PolicyDocument }) =>
        statementsOf(PolicyDocument).flatMap((statement) => statement.actions),
      );

      expect(actions.filter((action) => !/:(Describe|Get|List|Lookup|Filter)/.test(action))).toEqual([
        'ssm:PutParameter',
      ]);
      expect(JSON.stringify(policies)).toContain('arn:aws:ssm:*:111122223333:parameter/countersign/canary');
    });
  });

  test('fits the limits of CloudFormation with the most rules a bus may have', () => {
    const [account] = CONFIG.accounts;
    if (account === undefined) throw new Error('no account');
    const many = Array.from({ length: 299 }, (_, index): DerivedPattern => {
      const names = Array.from({ length: 75 }, (_name, at) => `SomeCall${index}Number${at}`);
      return {
        name: `p${index}`,
        state: 'ENABLED',
        pattern: { source: ['aws.iam'], detail: { eventName: names } },
        ruleIds: [],
      };
    });

    const [full] = stacksOf(
      { ...CONFIG, accounts: [{ ...account, regions: ['us-east-1'] }] },
      { global: many, regional: many },
    ).members;
    const text = full === undefined ? '' : JSON.stringify(Template.fromStack(full).toJSON());

    expect(text.length).toBeGreaterThan(300 * 1_000);
    expect(text.length).toBeLessThan(1_000_000);
    expect(Object.keys(JSON.parse(text).Resources).length).toBeLessThan(500);
  });
});
