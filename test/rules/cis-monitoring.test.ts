import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { ruleIdsOf, severityOf } from './whole-catalogue.ts';

/**
 * The calls that the monitoring section of the CIS AWS Foundations Benchmark has an alarm for, by its control (the
 * numbers of versions 1.4 to 3.0), service and name. Source: "CloudWatch controls", AWS Security Hub User Guide; for
 * Organizations, the benchmark.
 */
const CONTROLS: readonly (readonly [control: string, service: string, names: string])[] = [
  [
    '4.4 IAM policies',
    'iam',
    `DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy
    DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy
    DetachUserPolicy AttachGroupPolicy DetachGroupPolicy`,
  ],
  ['4.5 the trail', 'cloudtrail', 'CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging'],
  ['4.7 keys', 'kms', 'DisableKey ScheduleKeyDeletion'],
  [
    '4.8 bucket policies',
    's3',
    `PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy
    DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication`,
  ],
  [
    '4.9 AWS Config',
    'config',
    'StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder',
  ],
  [
    '4.10 security groups',
    'ec2',
    `AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress
    RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup`,
  ],
  [
    '4.11 access lists',
    'ec2',
    `CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry
    ReplaceNetworkAclAssociation`,
  ],
  [
    '4.12 gateways',
    'ec2',
    `CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway
    DetachInternetGateway`,
  ],
  [
    '4.13 routes',
    'ec2',
    `CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute
    DisassociateRouteTable`,
  ],
  [
    '4.14 networks',
    'ec2',
    `CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection
    DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc
    DisableVpcClassicLink EnableVpcClassicLink`,
  ],
  [
    '4.15 the organisation',
    'organizations',
    `AcceptHandshake AttachPolicy CancelHandshake CreateAccount CreateOrganization CreateOrganizationalUnit
    CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy EnableAllFeatures
    EnablePolicyType InviteAccountToOrganization LeaveOrganization DetachPolicy DisablePolicyType MoveAccount
    RemoveAccountFromOrganization UpdateOrganizationalUnit UpdatePolicy`,
  ],
];

describe.each(
  CONTROLS.flatMap(([control, service, names]) =>
    names.split(/\s+/).map((name) => [control, service, name] as const),
  ),
)('CIS %s: %s %s', (_control, service, name) => {
  test('is seen by a rule', () => {
    expect(ruleIdsOf(service, name)).not.toEqual([]);
  });
});

const login = (userIdentity: JsonObject, more: JsonObject = {}): JsonObject => ({
  eventType: 'AwsConsoleSignIn',
  userIdentity,
  responseElements: { ConsoleLogin: 'Success' },
  additionalEventData: { MFAUsed: 'Yes' },
  ...more,
});
const ALICE = { type: 'IAMUser', userName: 'alice', accountId: '111122223333' };

describe('CIS controls on who calls and how', () => {
  test.each([
    [
      '4.1 a refused call',
      'ec2',
      'RunInstances',
      { errorCode: 'Client.UnauthorizedOperation' },
      'denied/call',
    ],
    ['4.1 a refused call of another service', 'iam', 'GetUser', { errorCode: 'AccessDenied' }, 'denied/call'],
    [
      '4.2 a sign-in without MFA',
      'signin',
      'ConsoleLogin',
      login(ALICE, { additionalEventData: { MFAUsed: 'No' } }),
      'signin/without-mfa',
    ],
    ['4.3 a sign-in by root', 'signin', 'ConsoleLogin', login({ type: 'Root' }), 'signin/root'],
    ['4.3 a change by root', 'ec2', 'CreateVolume', { userIdentity: { type: 'Root' } }, 'root/change'],
    [
      '4.3 a look by root',
      'ec2',
      'DescribeVolumes',
      { userIdentity: { type: 'Root' }, readOnly: true },
      'root/look',
    ],
    [
      '4.6 a failed sign-in',
      'signin',
      'ConsoleLogin',
      login(ALICE, {
        errorMessage: 'Failed authentication',
        responseElements: { ConsoleLogin: 'Failure' },
      }),
      'signin/failed',
    ],
  ])('%s: %s %s', (_control, service, name, more, ruleId) => {
    expect(ruleIdsOf(service, name, {}, more)).toContain(ruleId);
  });

  test('let a service act for root', () => {
    const byService = { userIdentity: { type: 'Root', invokedBy: 'autoscaling.amazonaws.com' } };

    expect(severityOf('ec2', 'CreateVolume', {}, byService)).toBe('nothing');
  });
});
