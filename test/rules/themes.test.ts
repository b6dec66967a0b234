import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { severityOf } from './whole-catalogue.ts';

const FOREIGN = '999999999999';
const ROOT: JsonObject = { userIdentity: { type: 'Root' } };
const READ: JsonObject = { readOnly: true };
const finding = (more: JsonObject): JsonObject => ({ eventType: 'AwsFinding', ...more });

type Theme = readonly (readonly [string, string, string, JsonObject?, JsonObject?])[];

/** One call of each kind that a security team asks about, by what becomes of it. */
const LOGGED: Theme = [
  ['keys are listed', 'iam', 'ListAccessKeys', {}, READ],
  ['a key is deactivated', 'iam', 'UpdateAccessKey', { status: 'Inactive' }],
  ['a privileged role is assumed', 'sts', 'AssumeRole', { roleArn: 'arn:aws:iam::111122223333:role/admin' }],
  ['replication within the company', 's3', 'PutBucketReplication', {}],
  ['cross-origin access to a bucket', 's3', 'PutBucketCors', {}],
  ['a table is shared within the company', 'dynamodb', 'PutResourcePolicy', {}],
  ['a disk is copied', 'ec2', 'CopySnapshot'],
  ['a call is refused', 'ec2', 'DescribeInstances', {}, { errorCode: 'Client.UnauthorizedOperation' }],
  ['a sign-in fails', 'signin', 'ConsoleLogin', {}, { responseElements: { ConsoleLogin: 'Failure' } }],
  ['a tax number is changed', 'tax', 'PutTaxRegistration'],
  ['user data is read', 'ec2', 'DescribeInstanceAttribute', { attribute: 'userData' }, READ],
  ['many secrets are read by one call', 'secretsmanager', 'BatchGetSecretValue', {}, READ],
  ['the account is surveyed', 'iam', 'GetAccountAuthorizationDetails', {}, READ],
  ['sending limits are probed', 'ses', 'GetSendQuota', {}, READ],
  ['a session on an instance', 'ssm', 'StartSession'],
  ['a key for SSH is pushed', 'ec2-instance-connect', 'SendSSHPublicKey'],
  ['a console token is made', 'signin', 'GetSigninToken'],
  [
    'a device code is used',
    'sso',
    'CreateToken',
    { grantType: 'urn:ietf:params:oauth:grant-type:device_code' },
  ],
  ['a quota is raised', 'servicequotas', 'RequestServiceQuotaIncrease', { serviceCode: 'vpc' }],
  ['a record of a domain', 'route53', 'ChangeResourceRecordSets'],
  ['a certificate', 'acm', 'RequestCertificate'],
  ['a web ACL', 'wafv2', 'UpdateWebACL'],
  [
    'an insight',
    'autoscaling',
    'CompleteLifecycleAction',
    {},
    { eventType: 'AwsCloudTrailInsight', insightDetails: { state: 'Start' } },
  ],
];
const ASKED: Theme = [
  ['a key of one’s own', 'iam', 'CreateAccessKey', { userName: 'alice' }],
  ['a key is made active', 'iam', 'UpdateAccessKey', { status: 'Active' }],
  [
    'the organisation’s role',
    'sts',
    'AssumeRole',
    { roleArn: 'arn:aws:iam::123456789012:role/OrganizationAccountAccessRole' },
  ],
  [
    'transfer acceleration',
    's3',
    'PutAccelerateConfiguration',
    { AccelerateConfiguration: { Status: 'Enabled' } },
  ],
  ['DataSync', 'datasync', 'CreateTask'],
  ['DataSync to elsewhere', 'datasync', 'CreateLocationObjectStorage'],
  ['a database is exported', 'rds', 'StartExportTask'],
  ['a table is exported', 'dynamodb', 'ExportTableToPointInTime'],
  ['a warehouse is shared', 'redshift', 'AuthorizeDataShare', { consumerIdentifier: '123456789012' }],
  ['contacts', 'account', 'PutAlternateContact'],
  ['contacts in the console', 'billingconsole', 'SetAdditionalContacts'],
  ['payment', 'payments', 'Instruments_Create'],
  ['a budget is deleted', 'budgets', 'DeleteBudget'],
  ['a region', 'account', 'EnableRegion'],
  ['a Windows password', 'ec2', 'GetPasswordData', {}, READ],
  ['a command', 'ssm', 'SendCommand'],
  ['an activation', 'ssm', 'CreateActivation'],
  ['the serial console', 'ec2', 'EnableSerialConsoleAccess'],
  ['the old metadata service', 'ec2', 'ModifyInstanceMetadataOptions', { httpTokens: 'optional' }],
  ['traffic is mirrored', 'ec2', 'CreateTrafficMirrorSession'],
  ['a download from CloudShell', 'cloudshell', 'GetFileDownloadUrls'],
  ['a key for Bedrock', 'iam', 'CreateServiceSpecificCredential', { serviceName: 'bedrock.amazonaws.com' }],
  ['a federation token', 'sts', 'GetFederationToken'],
  ['a delegated administrator', 'organizations', 'RegisterDelegatedAdministrator'],
  ['an observability link', 'oam', 'CreateLink'],
  ['mail', 'ses', 'PutAccountDetails'],
  ['text messages', 'sns', 'SetSMSAttributes'],
  ['costly quotas', 'servicequotas', 'RequestServiceQuotaIncrease', { serviceCode: 'ec2' }],
  ['a build with another script', 'codebuild', 'StartBuild', { buildspecOverride: 'x' }],
  ['a notebook', 'sagemaker', 'CreateNotebookInstance'],
  ['a development endpoint', 'glue', 'CreateDevEndpoint'],
  [
    'guests of an application',
    'cognito-identity',
    'UpdateIdentityPool',
    { allowUnauthenticatedIdentities: true },
  ],
  ['GuardDuty is told to overlook', 'guardduty', 'CreateFilter'],
  ['flow logs', 'ec2', 'DeleteFlowLogs'],
  ['versions of objects', 's3', 'PutBucketVersioning', { VersioningConfiguration: { Status: 'Suspended' } }],
  ['backups', 'backup', 'DeleteBackupVault'],
  ['a key is scheduled for deletion', 'kms', 'ScheduleKeyDeletion', { pendingWindowInDays: 7 }],
  ['access to models', 'bedrock', 'PutUseCaseForModelAccess'],
  [
    'the mail of a domain',
    'route53',
    'ChangeResourceRecordSets',
    {
      changeBatch: { changes: [{ resourceRecordSet: { type: 'MX' } }] },
    },
  ],
  [
    'a finding of severity medium',
    'guardduty',
    'Recon:IAMUser/MaliciousIPCaller',
    {},
    finding({ detail: { severity: 5 } }),
  ],
];
const PAGED: Theme = [
  ['root changes something', 'ec2', 'RunInstances', {}, ROOT],
  ['root becomes a member’s root', 'sts', 'AssumeRoot'],
  ['a key for another', 'iam', 'CreateAccessKey', { userName: 'bob' }],
  ['the root e-mail address', 'account', 'StartPrimaryEmailUpdate'],
  ['recovery of the root password', 'signin', 'PasswordRecoveryRequested', {}, ROOT],
  ['a break-glass role', 'sts', 'AssumeRole', { roleArn: 'arn:aws:iam::111122223333:role/break-glass' }],
  [
    'a decoy',
    'sts',
    'GetCallerIdentity',
    {},
    { readOnly: true, userIdentity: { type: 'IAMUser', userName: 'decoy-1' } },
  ],
  [
    'replication to strangers',
    's3',
    'PutBucketReplication',
    { ReplicationConfiguration: { Rule: { Destination: { Account: FOREIGN } } } },
  ],
  [
    'logs to strangers',
    'logs',
    'PutSubscriptionFilter',
    { destinationArn: `arn:aws:logs:eu-west-1:${FOREIGN}:destination:d` },
  ],
  [
    'events to strangers',
    'events',
    'PutTargets',
    { targets: [{ arn: `arn:aws:events:eu-west-1:${FOREIGN}:event-bus/b` }] },
  ],
  ['a public Systems Manager document', 'ssm', 'ModifyDocumentPermission', { accountIdsToAdd: ['all'] }],
  ['the trail stops', 'cloudtrail', 'StopLogging'],
  ['GuardDuty stops', 'guardduty', 'DeleteDetector'],
  ['AWS Config stops', 'config', 'StopConfigurationRecorder'],
  ['Security Hub stops', 'securityhub', 'DisableSecurityHub'],
  ['Macie stops', 'macie2', 'DisableMacie'],
  ['Access Analyzer stops', 'access-analyzer', 'DeleteAnalyzer'],
  ['an SCP is detached', 'organizations', 'DetachPolicy'],
  ['the organisation is left', 'organizations', 'LeaveOrganization'],
  ['a trust anchor', 'rolesanywhere', 'CreateTrustAnchor'],
  ['the log of models', 'bedrock', 'DeleteModelInvocationLoggingConfiguration'],
  ['a domain is unlocked', 'route53domains', 'DisableDomainTransferLock'],
  [
    'AWS quarantines a user',
    'iam',
    'AttachUserPolicy',
    { policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' },
  ],
  [
    'a leaked key',
    'health',
    'AWS_RISK_CREDENTIALS_EXPOSED',
    {},
    finding({ detail: { eventTypeCode: 'AWS_RISK_CREDENTIALS_EXPOSED' } }),
  ],
  [
    'abuse',
    'health',
    'AWS_ABUSE_DOS_REPORT',
    {},
    finding({ detail: { eventTypeCode: 'AWS_ABUSE_DOS_REPORT' } }),
  ],
  [
    'something public',
    'access-analyzer',
    'AWS::S3::Bucket',
    {},
    finding({ detail: { status: 'ACTIVE', isPublic: true } }),
  ],
  [
    'a finding of severity high',
    'guardduty',
    'Backdoor:EC2/C&CActivity.B!DNS',
    {},
    finding({ detail: { severity: 8 } }),
  ],
  ['a rule of Countersign', 'events', 'DisableRule', { name: 'countersign-changes-a-1' }],
];

describe.each([
  ['log', LOGGED],
  ['notify', ASKED],
  ['alert', PAGED],
] as const)('%s', (severity, theme) => {
  test.each(theme.map(([name, ...call]) => [name, call] as const))(
    '%s',
    (_name, [service, eventName, ...rest]) => {
      expect(severityOf(service, eventName, ...rest)).toBe(severity);
    },
  );
});
