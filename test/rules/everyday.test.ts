import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { severityOf } from './whole-catalogue.ts';

const trust = (service: string) =>
  JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole' },
    ],
  });
const SESSION: JsonObject = {
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/deploy/build-17',
    accountId: '111122223333',
    sessionContext: { sessionIssuer: { type: 'Role', userName: 'deploy' } },
  },
};
const SERVICE: JsonObject = {
  userIdentity: { type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' },
  sourceIPAddress: 'autoscaling.amazonaws.com',
};
const PERSON: JsonObject = {
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Developer_0123456789abcdef/ana@example.com',
    accountId: '111122223333',
  },
};
const READ: JsonObject = { readOnly: true };

type Day = readonly (readonly [string, string, JsonObject, JsonObject])[];

describe('calls that come by the thousand have no rule', () => {
  const reads: Day = [
    ['sts', 'AssumeRole', { roleArn: 'arn:aws:iam::111122223333:role/app' }, READ],
    ['sts', 'AssumeRole', { roleArn: 'arn:aws:iam::111122223333:role/admin' }, { ...READ, ...SERVICE }],
    ['sts', 'GetCallerIdentity', {}, READ],
    ['ec2', 'DescribeInstances', {}, READ],
    ['ec2', 'DescribeInstanceAttribute', { attribute: 'disableApiTermination' }, READ],
    ['s3', 'ListBuckets', {}, READ],
    ['s3', 'GetBucketPolicy', {}, READ],
    ['s3', 'PutObject', { bucketName: 'b', key: 'k' }, { managementEvent: false }],
    ['kms', 'Decrypt', {}, READ],
    ['kms', 'GenerateDataKey', {}, READ],
    ['secretsmanager', 'GetSecretValue', { secretId: 'database' }, READ],
    ['ssm', 'GetParameter', { name: '/app/database' }, READ],
    ['ssm', 'GetParametersByPath', { path: '/app' }, READ],
    ['ssm', 'UpdateInstanceInformation', {}, {}],
    ['iam', 'GetUser', {}, READ],
    ['iam', 'ListRoles', {}, READ],
    ['iam', 'GetRole', {}, READ],
    ['logs', 'CreateLogStream', {}, {}],
    ['monitoring', 'DescribeAlarms', {}, READ],
    ['dynamodb', 'DescribeTable', {}, READ],
    ['bedrock', 'InvokeModel', {}, READ],
    ['ecr', 'GetAuthorizationToken', {}, READ],
    ['elasticloadbalancing', 'RegisterTargets', {}, {}],
    ['autoscaling', 'SetDesiredCapacity', {}, {}],
    ['ec2', 'RunInstances', { instanceType: 't3.micro' }, SERVICE],
    ['ec2', 'TerminateInstances', {}, SERVICE],
    ['ec2', 'CreateNetworkInterface', {}, SERVICE],
    ['ec2', 'CreateTags', {}, SESSION],
    ['cloudshell', 'SendHeartBeat', {}, PERSON],
    ['sso', 'ListAccountRoles', {}, READ],
  ];

  test.each(reads)('%s %s', (service, eventName, parameters, more) => {
    expect(severityOf(service, eventName, parameters, more)).toBe('nothing');
  });
});

describe('an ordinary day asks nobody and pages nobody', () => {
  const morning: Day = [
    ['signin', 'ConsoleLogin', {}, { ...PERSON, responseElements: { ConsoleLogin: 'Success' } }],
    [
      'signin',
      'ConsoleLogin',
      {},
      { responseElements: { ConsoleLogin: 'Success' }, additionalEventData: { MFAUsed: 'Yes' } },
    ],
    ['signin', 'ConsoleLogin', {}, { responseElements: { ConsoleLogin: 'Failure' } }],
    ['signin', 'SwitchRole', {}, {}],
    ['signin', 'GetSigninToken', {}, {}],
    ['sso', 'CreateToken', { grantType: 'urn:ietf:params:oauth:grant-type:device_code' }, {}],
    ['sts', 'GetSessionToken', { serialNumber: 'arn:aws:iam::111122223333:mfa/alice' }, {}],
    ['sts', 'AssumeRole', { roleArn: 'arn:aws:iam::111122223333:role/admin' }, READ],
    ['ssm', 'StartSession', { target: 'i-0123456789abcdef0' }, PERSON],
    ['ec2-instance-connect', 'SendSSHPublicKey', { instanceId: 'i-0123456789abcdef0' }, PERSON],
    ['ecs', 'ExecuteCommand', { command: '/bin/sh' }, PERSON],
    ['cloudshell', 'CreateSession', {}, PERSON],
    ['cloudtrail', 'LookupEvents', {}, { ...READ, ...PERSON }],
    ['ec2', 'DescribeInstances', {}, { ...READ, errorCode: 'Client.UnauthorizedOperation' }],
    ['support', 'CreateCase', {}, PERSON],
  ];
  const terraform: Day = [
    ['iam', 'CreateRole', { roleName: 'app', assumeRolePolicyDocument: trust('ec2') }, SESSION],
    ['iam', 'AttachRolePolicy', { policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, SESSION],
    ['iam', 'DetachRolePolicy', { policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, SESSION],
    [
      'iam',
      'PutRolePolicy',
      {
        roleName: 'app',
        policyDocument: '{"Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}]}',
      },
      SESSION,
    ],
    [
      'iam',
      'CreatePolicyVersion',
      { policyDocument: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}' },
      SESSION,
    ],
    ['iam', 'PutRolePermissionsBoundary', { permissionsBoundary: 'arn:aws:iam::1:policy/b' }, SESSION],
    ['iam', 'CreateServiceLinkedRole', { aWSServiceName: 'ecs.amazonaws.com' }, SESSION],
    ['ec2', 'CreateSecurityGroup', { groupName: 'web' }, SESSION],
    ['ec2', 'CreateVpc', { cidrBlock: '10.0.0.0/16' }, SESSION],
    ['ec2', 'CreateRoute', { destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-1' }, SESSION],
    ['ec2', 'CreateLaunchTemplateVersion', {}, SESSION],
    ['ec2', 'RunInstances', { iamInstanceProfile: { name: 'app' } }, SESSION],
    ['ec2', 'DescribeInstanceAttribute', { attribute: 'userData' }, { ...READ, ...SESSION }],
    ['ec2', 'CreateVpcPeeringConnection', { peerOwnerId: '123456789012' }, SESSION],
    ['s3', 'CreateBucket', { bucketName: 'b' }, SESSION],
    ['s3', 'PutBucketEncryption', { ServerSideEncryptionConfiguration: {} }, SESSION],
    ['s3', 'PutBucketLifecycle', { LifecycleConfiguration: { Rule: { Expiration: { Days: 90 } } } }, SESSION],
    ['s3', 'PutBucketVersioning', { VersioningConfiguration: { Status: 'Enabled' } }, SESSION],
    ['sqs', 'CreateQueue', { queueName: 'q' }, SESSION],
    ['sns', 'Subscribe', { endpoint: 'arn:aws:sqs:eu-west-1:111122223333:q' }, SESSION],
    ['kms', 'CreateKey', { description: '' }, SESSION],
    ['kms', 'CreateGrant', { granteePrincipal: 'arn:aws:iam::111122223333:role/app' }, SESSION],
    ['rds', 'CreateDBInstance', { publiclyAccessible: false }, SESSION],
    ['rds', 'DeleteDBInstance', { skipFinalSnapshot: true, deleteAutomatedBackups: false }, SESSION],
    ['dynamodb', 'DeleteTable', { tableName: 't' }, SESSION],
    ['route53', 'ChangeResourceRecordSets', { changeBatch: { changes: [] } }, SESSION],
    ['acm', 'RequestCertificate', { domainName: 'www.example.com' }, SESSION],
    ['wafv2', 'UpdateWebACL', {}, SESSION],
    [
      'events',
      'PutTargets',
      { targets: [{ arn: 'arn:aws:lambda:eu-west-1:111122223333:function:f' }] },
      SESSION,
    ],
    ['monitoring', 'DeleteAlarms', { alarmNames: ['cpu-high'] }, SESSION],
    ['logs', 'CreateLogGroup', { logGroupName: '/aws/lambda/f' }, SESSION],
    ['logs', 'PutRetentionPolicy', { logGroupName: '/aws/lambda/f', retentionInDays: 7 }, SESSION],
    [
      'logs',
      'PutSubscriptionFilter',
      { destinationArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/d' },
      SESSION,
    ],
  ];
  const deployments: Day = [
    [
      'cloudformation',
      'CreateChangeSet',
      { roleARN: 'arn:aws:iam::111122223333:role/cdk-x-cfn-exec-role' },
      SESSION,
    ],
    ['cloudformation', 'ExecuteChangeSet', { stackName: 'web' }, SESSION],
    ['cloudformation', 'DeleteStack', { stackName: 'pull-request-17' }, SESSION],
    ['lambda', 'UpdateFunctionCode20150331v2', { functionName: 'f' }, SESSION],
    ['lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'f' }, SESSION],
    ['lambda', 'AddPermission20150331v2', { functionName: 'f', principal: 'events.amazonaws.com' }, SESSION],
    ['ecs', 'RegisterTaskDefinition', { taskRoleArn: 'arn:aws:iam::111122223333:role/app' }, SESSION],
    ['ecs', 'UpdateService', {}, SESSION],
    ['codebuild', 'StartBuild', { projectName: 'p', sourceVersion: 'main' }, SESSION],
    ['codebuild', 'UpdateProject', { name: 'p' }, SESSION],
    ['ecr', 'PutImage', {}, SESSION],
    ['glue', 'UpdateJob', {}, SESSION],
    ['sagemaker', 'CreateTrainingJob', {}, SESSION],
    ['sagemaker', 'CreatePresignedNotebookInstanceUrl', {}, PERSON],
    ['states', 'UpdateStateMachine', {}, SESSION],
    ['eks', 'CreateAddon', {}, SESSION],
    ['secretsmanager', 'PutSecretValue', { secretId: 'database' }, SESSION],
    ['secretsmanager', 'CreateSecret', { name: 'database' }, SESSION],
    ['elasticloadbalancing', 'ModifyListener', {}, SESSION],
  ];
  const nightly: Day = [
    ['ec2', 'CreateSnapshot', { volumeId: 'vol-1' }, SERVICE],
    ['ec2', 'DeleteSnapshot', { snapshotId: 'snap-1' }, SERVICE],
    ['ec2', 'CopyImage', {}, SESSION],
    ['rds', 'CreateDBSnapshot', {}, SERVICE],
    ['datasync', 'StartTaskExecution', {}, SESSION],
    ['iam', 'GenerateCredentialReport', {}, { ...READ, ...SESSION }],
    ['iam', 'GetAccountAuthorizationDetails', {}, { ...READ, ...SESSION }],
    ['iam', 'ListAccessKeys', {}, { ...READ, ...SESSION }],
    ['iam', 'UpdateAccessKey', { userName: 'alice', status: 'Inactive' }, {}],
    ['iam', 'DeleteAccessKey', { userName: 'alice' }, {}],
    ['config', 'PutRetentionConfiguration', {}, SESSION],
    ['securityhub', 'BatchUpdateFindings', {}, SESSION],
  ];
  const findings: Day = [
    [
      'guardduty',
      'Recon:EC2/PortProbeUnprotectedPort',
      {},
      { eventType: 'AwsFinding', detail: { severity: 2 } },
    ],
    [
      'config',
      'restricted-ssh',
      {},
      {
        eventType: 'AwsFinding',
        detailType: 'Config Rules Compliance Change',
        detail: { newEvaluationResult: { complianceType: 'NON_COMPLIANT' } },
      },
    ],
    [
      'access-analyzer',
      'AWS::IAM::Role',
      {},
      { eventType: 'AwsFinding', detail: { status: 'ACTIVE', isPublic: false } },
    ],
    [
      'autoscaling',
      'CompleteLifecycleAction',
      {},
      {
        eventType: 'AwsCloudTrailInsight',
        insightDetails: { state: 'Start', insightType: 'ApiCallRateInsight' },
      },
    ],
  ];

  test.each([...morning, ...terraform, ...deployments, ...nightly, ...findings])(
    '%s %s',
    (service, eventName, parameters, more) => {
      expect(['nothing', 'log']).toContain(severityOf(service, eventName, parameters, more));
    },
  );
});
