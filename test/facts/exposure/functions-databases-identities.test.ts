import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { exposures, FOREIGN_ACCOUNT } from '../sample-call.ts';

const permission = (principal: string, more: JsonObject = {}) => ({
  functionName: 'f',
  action: 'lambda:InvokeFunction',
  principal,
  ...more,
});
const document = (Action: string, Resource = '*') =>
  JSON.stringify({ Statement: { Effect: 'Allow', Action, Resource } });
const github = JSON.stringify({
  Statement: {
    Effect: 'Allow',
    Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
  },
});
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';

describe('fact.exposure of functions, databases and identities', () => {
  test.each([
    ['a function for everybody', 'lambda', 'AddPermission20150331v2', permission('*'), 'public-function'],
    [
      'a layer for everybody',
      'lambda',
      'AddLayerVersionPermission20181031',
      permission('*'),
      'public-function',
    ],
    [
      'a function URL without sign-in',
      'lambda',
      'CreateFunctionUrlConfig',
      { authType: 'NONE' },
      'public-function',
    ],
    [
      'a function for a foreign account',
      'lambda',
      'AddPermission20150331v2',
      permission(FOREIGN_ACCOUNT),
      'foreign-account',
    ],
    [
      'a function for a foreign organisation',
      'lambda',
      'AddPermission20150331v2',
      permission('*', { principalOrgID: 'o-somebodyelse' }),
      'foreign-account',
    ],
    ['a public database', 'rds', 'CreateDBInstance', { publiclyAccessible: true }, 'public-database'],
    ['a database made public', 'rds', 'ModifyDBInstance', { publiclyAccessible: 'true' }, 'public-database'],
    ['a public warehouse', 'redshift', 'CreateCluster', { publiclyAccessible: true }, 'public-database'],
    [
      'an administrator policy attached',
      'iam',
      'AttachRolePolicy',
      { roleName: 'r', policyArn: ADMIN },
      'admin-grant',
    ],
    [
      'an administrator policy written',
      'iam',
      'PutUserPolicy',
      { userName: 'u', policyDocument: document('*') },
      'admin-grant',
    ],
    [
      'an administrator policy, URL-encoded',
      'iam',
      'CreatePolicyVersion',
      { policyDocument: encodeURIComponent(document('*')) },
      'admin-grant',
    ],
    [
      'an administrator permission set',
      'sso',
      'AttachManagedPolicyToPermissionSet',
      { managedPolicyArn: ADMIN },
      'admin-grant',
    ],
    ['a policy nobody can read', 'iam', 'PutRolePolicy', { policyDocument: '%7B' }, 'unreadable-policy'],
    ['a role for any workflow', 'iam', 'CreateRole', { assumeRolePolicyDocument: github }, 'wildcard-trust'],
  ])('%s', (_name, service, eventName, parameters, exposure) => {
    expect(exposures(service, eventName, parameters)).toEqual([exposure]);
  });

  test.each([
    [
      'a function for one bucket of ours',
      'lambda',
      'AddPermission20150331v2',
      permission('*', { sourceAccount: '111122223333' }),
    ],
    [
      'a function for our organisation',
      'lambda',
      'AddPermission20150331v2',
      permission('*', { principalOrgID: 'o-exampleorg1' }),
    ],
    ['a function for a service', 'lambda', 'AddPermission20150331v2', permission('s3.amazonaws.com')],
    ['a function URL with sign-in', 'lambda', 'CreateFunctionUrlConfig', { authType: 'AWS_IAM' }],
    ['a private database', 'rds', 'CreateDBInstance', { publiclyAccessible: false }],
    [
      'a harmless managed policy',
      'iam',
      'AttachRolePolicy',
      { policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    ],
    ['a harmless policy', 'iam', 'PutUserPolicy', { policyDocument: document('s3:GetObject') }],
    ['a call that exposes nothing', 'iam', 'CreateUser', { userName: 'u' }],
    ['a call without parameters', 'iam', 'PutUserPolicy', {}],
  ])('nothing for %s', (_name, service, eventName, parameters) => {
    expect(exposures(service, eventName, parameters)).toEqual([]);
  });
});
