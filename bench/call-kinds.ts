import type { JsonObject } from '../lambda/cloudtrail/json.ts';

/** One operation of AWS, and a request that is typical of it. */
export interface CallKind {
  readonly service: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly request: JsonObject | null;
}

function read(service: string, name: string, request: JsonObject | null = null): CallKind {
  return { service, name, readOnly: true, request };
}

function change(service: string, name: string, request: JsonObject): CallKind {
  return { service, name, readOnly: false, request };
}

/** What an account does all day, as most trails show it. */
export const ORDINARY_CALLS: readonly CallKind[] = [
  read('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} }),
  read('ec2', 'DescribeVolumes', { volumeSet: {}, filterSet: {} }),
  read('ec2', 'DescribeNetworkInterfaces', { networkInterfaceIdSet: {}, filterSet: {} }),
  read('logs', 'DescribeLogStreams', { logGroupName: '/aws/lambda/example' }),
  read('kms', 'DescribeKey', { keyId: '0c1d2e3f-0000-4000-8000-000000000001' }),
  read('cloudformation', 'DescribeStacks', { stackName: 'example-service' }),
  read('autoscaling', 'DescribeAutoScalingGroups'),
  read('elasticloadbalancing', 'DescribeTargetHealth', { targetGroupArn: 'example' }),
  read('dynamodb', 'DescribeTable', { tableName: 'example' }),
  read('lambda', 'GetFunction20150331v2', { functionName: 'example' }),
  change('ec2', 'CreateTags', { resourcesSet: { items: [{ resourceId: 'i-0123456789abcdef0' }] } }),
  change('ecs', 'RegisterContainerInstance', { cluster: 'example' }),
  change('logs', 'CreateLogStream', { logGroupName: '/aws/lambda/example', logStreamName: 'a' }),
  change('ecs', 'RegisterTaskDefinition', { family: 'example' }),
];

/** What rules are about. */
export const SENSITIVE_CALLS: readonly CallKind[] = [
  change('iam', 'CreateUser', { userName: 'example' }),
  change('iam', 'CreateAccessKey', { userName: 'example' }),
  change('iam', 'CreateLoginProfile', { userName: 'example', passwordResetRequired: true }),
  change('iam', 'PutUserPolicy', {
    userName: 'example',
    policyName: 'p',
    policyDocument: '{"Statement":[]}',
  }),
  change('iam', 'AttachUserPolicy', {
    userName: 'example',
    policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  }),
  change('ec2', 'AuthorizeSecurityGroupIngress', {
    groupId: 'sg-0123456789abcdef0',
    ipPermissions: {
      items: [
        { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } },
      ],
    },
  }),
  change('s3', 'PutBucketPolicy', {
    bucketName: 'example',
    bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] },
  }),
  change('cloudtrail', 'StopLogging', { name: 'example' }),
  change('cloudtrail', 'DeleteTrail', { name: 'example' }),
  change('kms', 'ScheduleKeyDeletion', { keyId: 'example', pendingWindowInDays: 7 }),
  change('guardduty', 'DeleteDetector', { detectorId: 'example' }),
];
