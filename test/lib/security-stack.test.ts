import { Template } from 'aws-cdk-lib/assertions';
import { ARCHIVE, ARCHIVE_FEED, CONFIG, resourcesOf, securityStackOf, statementsOf } from './deployment.ts';

type FunctionName = 'Canary' | 'Compare' | 'Drain' | 'Investigate' | 'PagerDuty' | 'Slack' | 'Verify';

describe('the security stack', () => {
  const template = Template.fromStack(securityStackOf({ ...CONFIG, archive: ARCHIVE }));
  const text = JSON.stringify(template.toJSON());

  /** The statements of a function's role. */
  function statementsFor(name: FunctionName) {
    return resourcesOf(template, 'AWS::IAM::Policy')
      .filter(({ id }) => id.startsWith(`${name}Role`))
      .flatMap(({ properties }) => statementsOf(properties.PolicyDocument));
  }

  function functionOf(name: FunctionName) {
    const [found] = resourcesOf(template, 'AWS::Lambda::Function').filter(({ id }) =>
      id.startsWith(`${name}Function`),
    );
    return found?.properties;
  }

  /** Ids of the secrets that a role's statements name. */
  function secretsFor(name: FunctionName): readonly string[] {
    const granted = statementsFor(name).filter(({ actions }) =>
      actions.includes('secretsmanager:GetSecretValue'),
    );
    const named = [
      ...JSON.stringify(granted.map(({ resources }) => resources)).matchAll(/"Ref":"Secret([a-z]+)/g),
    ];
    return named.map(([, id]) => id ?? '').sort((left, right) => left.localeCompare(right));
  }

  describe('the queue of events', () => {
    const policies = resourcesOf(template, 'AWS::SQS::QueuePolicy').filter(({ id }) =>
      id.startsWith('EventsQueue'),
    );
    const statements = policies.flatMap(({ properties }) => properties.PolicyDocument.Statement);

    test('admits all topics in one statement', () => {
      expect(policies).toHaveLength(1);
      expect(statements.filter(({ Effect }: { Effect: string }) => Effect === 'Allow')).toEqual([
        {
          Sid: 'MemberTopics',
          Effect: 'Allow',
          Principal: { Service: ['sns.af-south-1.amazonaws.com', 'sns.amazonaws.com'] },
          Action: 'sqs:SendMessage',
          Resource: expect.anything(),
          Condition: {
            ArnLike: {
              'aws:SourceArn': [
                'arn:aws:sns:*:111122223333:countersign-events',
                'arn:aws:sns:*:123456789012:countersign-events',
              ],
            },
          },
        },
      ]);
    });

    test('hides a message for longer than a drain may run', () => {
      const [queue] = resourcesOf(template, 'AWS::SQS::Queue').filter(({ id }) =>
        id.startsWith('EventsQueue'),
      );

      expect(queue?.properties.VisibilityTimeout).toBeGreaterThan(functionOf('Drain').Timeout);
    });

    test('loses nothing earlier than the queue behind it', () => {
      const kept = resourcesOf(template, 'AWS::SQS::Queue').map(
        ({ properties }) => properties.MessageRetentionPeriod,
      );

      expect(Math.max(...kept)).toBe(1_209_600);
      expect(
        resourcesOf(template, 'AWS::SQS::Queue').filter(
          ({ id, properties }) =>
            id.includes('DeadLetters') && properties.MessageRetentionPeriod !== 1_209_600,
        ),
      ).toEqual([]);
    });
  });

  test('the queue of answers hides a message for six runs of its function', () => {
    const [queue] = resourcesOf(template, 'AWS::SQS::Queue').filter(({ id }) => id.startsWith('VerifyQueue'));

    expect(queue?.properties.VisibilityTimeout).toBe(6 * functionOf('Verify').Timeout);
  });

  test('drains every two minutes, and drops a tick instead of repeating it', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(2 minutes)',
      State: 'ENABLED',
      Target: { RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } },
    });
    expect(functionOf('Drain').Timeout).toBeLessThan(120);
    for (const { properties } of resourcesOf(template, 'AWS::Lambda::EventInvokeConfig')) {
      expect(properties).toMatchObject({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
    }
  });

  test('fails single answers and not the batch they came in', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  test.each([
    ['Canary', []],
    ['Compare', []],
    ['Slack', ['slacksigning']],
    ['PagerDuty', ['pagerdutywebhook']],
    ['Drain', ['pagerduty', 'slacktoken']],
    ['Verify', ['duo', 'pagerduty', 'slacktoken']],
  ] as const)('%s reads its own secrets only', (name, secrets) => {
    expect(secretsFor(name)).toEqual(secrets);
  });

  test.each(['Slack', 'PagerDuty'] as const)(
    'the public endpoint of %s may send to one queue, read one secret and log, nothing else',
    (name) => {
      expect(
        statementsFor(name)
          .flatMap(({ actions }) => actions)
          .sort(),
      ).toEqual([
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
      ]);
    },
  );

  test('no role has a wildcard action, and only four kinds of wildcard resource', () => {
    const statements = resourcesOf(template, 'AWS::IAM::Policy').flatMap(({ properties }) =>
      statementsOf(properties.PolicyDocument),
    );

    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
    expect(
      new Set(
        statements
          .filter(({ resources }) => JSON.stringify(resources).includes('*'))
          .flatMap((s) => s.actions),
      ),
    ).toEqual(
      new Set([
        'cloudwatch:PutMetricData',
        'dynamodb:ListStreams',
        'sns:ConfirmSubscription',
        'sts:AssumeRole',
      ]),
    );
    for (const { actions, condition } of statements) {
      if (!actions.includes('cloudwatch:PutMetricData')) continue;
      expect(condition).toEqual({ StringEquals: { 'cloudwatch:namespace': 'Countersign' } });
    }
  });

  test('throttles the public endpoint', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 },
    });
  });

  test('runs on the pinned runtime and processor', () => {
    const functions = resourcesOf(template, 'AWS::Lambda::Function');

    expect(functions.length).toBeGreaterThan(4);
    for (const { properties } of functions) {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
    }
  });

  test('encrypts queues and tables', () => {
    const open = [
      ...resourcesOf(template, 'AWS::SQS::Queue').filter(
        ({ properties }) => properties.SqsManagedSseEnabled !== true,
      ),
      ...resourcesOf(template, 'AWS::DynamoDB::Table').filter(
        ({ properties }) => properties.SSESpecification?.SSEEnabled !== true,
      ),
    ];

    expect(open).toEqual([]);
    template.resourceCountIs('AWS::DynamoDB::Table', 2);
  });

  test('keeps tables from being lost', () => {
    for (const { properties } of resourcesOf(template, 'AWS::DynamoDB::Table')) {
      expect(properties).toMatchObject({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      });
    }
    expect(
      Object.values(template.findResources('AWS::DynamoDB::Table')).map((t) => t['DeletionPolicy']),
    ).toEqual(['Retain', 'Retain']);
  });

  test('creates secrets with their fields and nothing in them', () => {
    expect(
      resourcesOf(template, 'AWS::SecretsManager::Secret').map(({ properties }) => properties.SecretString),
    ).toEqual([
      '{"signingSecret":"REPLACE_ME"}',
      '{"token":"REPLACE_ME"}',
      '{"integrationKey":"REPLACE_ME","secretKey":"REPLACE_ME"}',
      '{"routingKey":"REPLACE_ME"}',
      '{"secret":"REPLACE_ME"}',
    ]);
  });

  test('keeps every log for three months', () => {
    const groups = resourcesOf(template, 'AWS::Logs::LogGroup');

    expect(groups.length).toBeGreaterThan(4);
    expect(groups.filter(({ properties }) => properties.RetentionInDays !== 90)).toEqual([]);
  });

  test('tells its alarms to people past everything that may be broken', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'oncall@example.com',
    });
    for (const { properties } of resourcesOf(template, 'AWS::CloudWatch::Alarm')) {
      expect(JSON.stringify(properties.AlarmActions)).toContain('AlarmTopic');
    }
  });

  test('alarms when the drain is silent, not only when it fails', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'countersign-drain-not-invoked',
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
    });
  });

  test('keeps the ids of what holds data or has an address, which CloudFormation would otherwise replace', () => {
    const everything = Template.fromStack(
      securityStackOf({ ...CONFIG, archive: ARCHIVE, archiveFeed: ARCHIVE_FEED }),
    );
    const kept = [
      'AWS::DynamoDB::Table',
      'AWS::SQS::Queue',
      'AWS::SNS::Topic',
      'AWS::SNS::Subscription',
      'AWS::SecretsManager::Secret',
      'AWS::Logs::LogGroup',
      'AWS::ApiGatewayV2::Api',
    ];

    expect(kept.flatMap((type) => resourcesOf(everything, type).map(({ id }) => id))).toEqual([
      'StateTable9728C7E5',
      'JournalTable1E2E182B',
      'EventsDeadLetters49D856A5',
      'EventsQueueB96EB0D2',
      'VerifyDeadLetters6ABE3870',
      'VerifyQueue9CA8CB04',
      'InvestigateDeadLettersF56B3D88',
      'InvestigateQueueF1955F55',
      'ShipDeadLettersA991A007',
      'ShipLaterQueue65E80476',
      'ScanDeadLetters33689272',
      'ScanQueueEE21BF32',
      'AlarmTopicD01E77F9',
      'AlarmTopiconcallexamplecomCD7D68CB',
      'AlarmPagerDuty',
      'ScanSubscription',
      'Secretslacksigning',
      'Secretslacktoken',
      'Secretduo',
      'Secretpagerduty',
      'Secretpagerdutywebhook',
      'PublicAccessLog5AE516B4',
      'CanaryLogA3613FFE',
      'CompareLog98504AD1',
      'DrainLog59968A55',
      'InvestigateLog5C2AEEEA',
      'PagerDutyLogE9B762E8',
      'SlackLogF1B611E2',
      'VerifyLogA08A0CF4',
      'ShipLog13A8650A',
      'ScanLog02710E0A',
      'PublicApiC8293BC5',
    ]);
  });

  test('synthesises the same template twice', () => {
    expect(
      JSON.stringify(Template.fromStack(securityStackOf({ ...CONFIG, archive: ARCHIVE })).toJSON()),
    ).toBe(text);
  });
});
