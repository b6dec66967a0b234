import { Template } from 'aws-cdk-lib/assertions';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { CONFIG, stacksOf } from '../lib/deployment.ts';
import { ruleIdsOf, severityOf } from './whole-catalogue.ts';

type Tampering = readonly [service: string, eventName: string, parameters: JsonObject];

const ROLE = { roleName: 'CountersignSecurity-DrainRole-1' };
const FUNCTION = { functionName: 'CountersignSecurity-DrainFunction-1' };
const QUEUE = { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/countersign-events' };
const TOPIC = { topicArn: 'arn:aws:sns:eu-west-1:111122223333:countersign-events' };
const LOG = { logGroupName: 'CountersignSecurity-DrainLog-1' };

/** How each kind of deployed resource is switched off, emptied or turned, by hand. */
const TAMPERING: Readonly<Record<string, readonly Tampering[]>> = {
  'AWS::CloudWatch::Alarm': [
    ['monitoring', 'DeleteAlarms', { alarmNames: ['countersign-drain-failing'] }],
    ['monitoring', 'DisableAlarmActions', { alarmNames: ['countersign-drain-failing'] }],
    ['monitoring', 'SetAlarmState', { alarmName: 'countersign-drain-failing', stateValue: 'OK' }],
  ],
  'AWS::CloudWatch::Dashboard': [
    ['monitoring', 'DeleteDashboards', { dashboardNames: ['countersign'] }],
    ['monitoring', 'PutDashboard', { dashboardName: 'countersign' }],
  ],
  'AWS::DynamoDB::Table': [
    ['dynamodb', 'DeleteTable', { tableName: 'CountersignSecurity-StateTable-1' }],
    ['dynamodb', 'UpdateTable', { tableName: 'CountersignSecurity-JournalTable-1' }],
    ['dynamodb', 'UpdateTimeToLive', { tableName: 'CountersignSecurity-JournalTable-1' }],
    [
      'dynamodb',
      'PutResourcePolicy',
      { resourceArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/CountersignSecurity-StateTable-1' },
    ],
  ],
  'AWS::Events::Rule': [
    ['events', 'DisableRule', { name: 'countersign-changes-a-1' }],
    ['events', 'PutRule', { name: 'countersign-changes-a-1' }],
    ['events', 'RemoveTargets', { rule: 'countersign-changes-a-1', ids: ['topic'] }],
    ['events', 'DeleteRule', { name: 'countersign-changes-a-1' }],
  ],
  'AWS::IAM::Policy': [['iam', 'DeleteRolePolicy', ROLE]],
  'AWS::IAM::Role': [
    ['iam', 'DeleteRole', ROLE],
    ['iam', 'UpdateAssumeRolePolicy', ROLE],
    ['iam', 'AttachRolePolicy', ROLE],
  ],
  'AWS::Lambda::EventInvokeConfig': [['lambda', 'DeleteFunctionEventInvokeConfig', FUNCTION]],
  'AWS::Lambda::EventSourceMapping': [['lambda', 'CreateEventSourceMapping20150331', FUNCTION]],
  'AWS::Lambda::Function': [
    ['lambda', 'UpdateFunctionCode20150331v2', FUNCTION],
    ['lambda', 'UpdateFunctionConfiguration20150331v2', FUNCTION],
    ['lambda', 'PutFunctionConcurrency20171031', FUNCTION],
    ['lambda', 'DeleteFunction20150331', FUNCTION],
  ],
  'AWS::Lambda::Permission': [
    ['lambda', 'AddPermission20150331v2', FUNCTION],
    ['lambda', 'RemovePermission20150331v2', FUNCTION],
  ],
  'AWS::Logs::LogGroup': [
    ['logs', 'DeleteLogGroup', LOG],
    ['logs', 'PutRetentionPolicy', LOG],
  ],
  'AWS::Logs::MetricFilter': [
    ['logs', 'DeleteMetricFilter', { logGroupName: 'trail', filterName: 'countersign-root-use' }],
    ['logs', 'PutMetricFilter', { logGroupName: 'trail', filterName: 'countersign-root-use' }],
  ],
  'AWS::SNS::Subscription': [
    ['sns', 'Unsubscribe', { subscriptionArn: 'arn:aws:sns:eu-west-1:111122223333:countersign-events:1' }],
    ['sns', 'Subscribe', TOPIC],
  ],
  'AWS::SNS::Topic': [
    ['sns', 'DeleteTopic', TOPIC],
    ['sns', 'SetTopicAttributes', TOPIC],
  ],
  'AWS::SNS::TopicPolicy': [['sns', 'RemovePermission', TOPIC]],
  'AWS::SQS::Queue': [
    ['sqs', 'DeleteQueue', QUEUE],
    ['sqs', 'PurgeQueue', QUEUE],
    ['sqs', 'SetQueueAttributes', QUEUE],
    [
      'sqs',
      'StartMessageMoveTask',
      { sourceArn: 'arn:aws:sqs:eu-west-1:111122223333:CountersignSecurity-EventsDeadLetters-1' },
    ],
  ],
  'AWS::SQS::QueuePolicy': [['sqs', 'AddPermission', QUEUE]],
  'AWS::Scheduler::Schedule': [
    ['scheduler', 'UpdateSchedule', { name: 'CountersignSecurity-DrainSchedule-1' }],
    ['scheduler', 'DeleteSchedule', { name: 'CountersignSecurity-DrainSchedule-1' }],
  ],
  'AWS::Scheduler::ScheduleGroup': [['scheduler', 'DeleteScheduleGroup', { name: 'countersign' }]],
  'AWS::SecretsManager::Secret': [
    ['secretsmanager', 'PutSecretValue', { secretId: 'countersign/duo' }],
    ['secretsmanager', 'DeleteSecret', { secretId: 'countersign/slack-token' }],
    ['secretsmanager', 'PutResourcePolicy', { secretId: 'countersign/pagerduty' }],
  ],
};

/**
 * Calls on these name a random id and never Countersign. Without the endpoint nobody can answer, and a question that
 * nobody answers becomes a page.
 */
const WITHOUT_A_NAME = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
];

describe('what Countersign is made of', () => {
  const trail = { region: 'us-east-1', logGroup: 'trail' };
  const accounts = CONFIG.accounts.map((account) => ({ ...account, trail }));
  const { security, members, cis } = stacksOf({ ...CONFIG, accounts });
  const types = [security, ...members, ...cis].flatMap((stack) => {
    const resources: Record<string, { Type: string }> = Template.fromStack(stack).toJSON()['Resources'];
    return Object.values(resources).map(({ Type }) => Type);
  });

  test.each([...new Set(types)].filter((type) => !WITHOUT_A_NAME.includes(type)))(
    '%s is protected',
    (type) => {
      expect(Object.keys(TAMPERING)).toContain(type);
    },
  );

  test.each(Object.values(TAMPERING).flat())('pages about %s %s', (service, eventName, parameters) => {
    expect(ruleIdsOf(service, eventName, parameters)).toContain('countersign/tamper');
    expect(severityOf(service, eventName, parameters)).toBe('alert');
  });

  test('may confirm its own subscriptions without paging about itself', () => {
    expect(ruleIdsOf('sns', 'ConfirmSubscription', TOPIC)).not.toContain('countersign/tamper');
  });
});
