import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** Calls that could silence Countersign. */
const TAMPERING: readonly string[] = [
  ...['DeleteRule', 'DisableRule', 'PutRule', 'RemoveTargets', 'PutTargets'],
  ...['DeleteQueue', 'PurgeQueue', 'SetQueueAttributes', 'AddPermission', 'RemovePermission'],
  ...['DeleteTopic', 'SetTopicAttributes', 'Unsubscribe', 'SetSubscriptionAttributes'],
  ...['DeleteSchedule', 'UpdateSchedule'],
  ...[
    'DeleteAlarms',
    'DisableAlarmActions',
    'PutMetricAlarm',
    'DeleteStack',
    'UpdateStack',
    'ExecuteChangeSet',
  ],
  ...['DeleteSecret', 'PutSecretValue', 'UpdateSecret', 'PutResourcePolicy'],
  ...['DeleteTable', 'UpdateTable', 'UpdateContinuousBackups', 'DeleteRole', 'UpdateAssumeRolePolicy'],
  ...['PutRolePolicy', 'DeleteRolePolicy', 'AttachRolePolicy', 'DetachRolePolicy'],
];

/** Lambda writes its version into these names, such as `UpdateFunctionCode20150331v2`. */
const TAMPERING_WITH_FUNCTIONS: readonly string[] = [
  ...['UpdateFunctionCode', 'UpdateFunctionConfiguration', 'DeleteFunction', 'PutFunctionConcurrency'],
  ...['UpdateEventSourceMapping', 'DeleteEventSourceMapping', 'PutFunctionEventInvokeConfig'],
];

/** Where these calls name what they change. */
const NAMED_IN: readonly string[] = [
  ...['name', 'rule', 'queueUrl', 'topicArn', 'subscriptionArn', 'alarmName', 'stackName'],
  ...['secretId', 'tableName', 'roleName', 'functionName', 'resourceArn'],
];

const OURS = '*ountersign*';

/**
 * Tells the alarm topic at once when somebody changes Countersign in this account and region, past the queue and the drain,
 * which may be what was changed. A deployment shows too: whoever made it knows.
 */
export function addTamperWatch(scope: Construct, topic: Topic): void {
  new CfnRule(scope, 'TamperWatch', {
    name: 'countersign-tamper-watch',
    description: 'Changes of Countersign itself, told to the alarm topic directly',
    state: 'ENABLED',
    eventPattern: tamperPattern(),
    targets: [
      {
        id: 'alarms',
        arn: topic.topicArn,
        inputTransformer: {
          inputPathsMap: {
            name: '$.detail.eventName',
            source: '$.detail.eventSource',
            who: '$.detail.userIdentity.arn',
            address: '$.detail.sourceIPAddress',
            time: '$.detail.eventTime',
            region: '$.detail.awsRegion',
            account: '$.account',
          },
          inputTemplate:
            '"Countersign itself was changed in account <account>: <name> (<source>, <region>) by <who> from <address> at <time>. If nobody of yours deployed, treat it as an attack on the monitoring. Runbook: docs/runbook.md#tampering"',
        },
      },
    ],
  });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'TamperWatch',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
    }),
  );
}

export function tamperPattern() {
  return {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventName: [...TAMPERING, ...TAMPERING_WITH_FUNCTIONS.map((prefix) => ({ prefix }))],
      $or: NAMED_IN.map((field) => ({ requestParameters: { [field]: [{ wildcard: OURS }] } })),
    },
  };
}
