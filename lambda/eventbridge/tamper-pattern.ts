import type { JsonObject } from '../cloudtrail/json.ts';

/** Calls that could silence Countersign. */
const TAMPERING: readonly string[] = [
  ...['DeleteRule', 'DisableRule', 'PutRule', 'RemoveTargets', 'PutTargets'],
  ...['DeleteQueue', 'PurgeQueue', 'SetQueueAttributes', 'AddPermission', 'RemovePermission'],
  ...['DeleteTopic', 'SetTopicAttributes', 'Unsubscribe', 'SetSubscriptionAttributes'],
  ...['DeleteSchedule', 'DeleteScheduleGroup', 'UpdateSchedule'],
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

/** Changes of Countersign itself, in whatever service. */
export function tamperPattern(): JsonObject {
  return {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventName: [...TAMPERING, ...TAMPERING_WITH_FUNCTIONS.map((prefix) => ({ prefix }))],
      $or: NAMED_IN.map((field) => ({ requestParameters: { [field]: [{ wildcard: OURS }] } })),
    },
  };
}
