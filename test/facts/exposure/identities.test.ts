import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { exposures } from '../sample-call.ts';

const document = (Action: string) =>
  JSON.stringify({ Statement: { Effect: 'Allow', Action, Resource: '*' } });
const github = (Condition: JsonObject) =>
  JSON.stringify({
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition,
    },
  });
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';

describe('fact.exposure of identities', () => {
  test.each([
    ['iam', 'AttachUserPolicy', { userName: 'u', policyArn: ADMIN }],
    ['iam', 'AttachRolePolicy', { roleName: 'r', policyArn: ADMIN }],
    ['iam', 'AttachGroupPolicy', { groupName: 'g', policyArn: ADMIN }],
    ['iam', 'PutUserPolicy', { userName: 'u', policyDocument: document('*') }],
    ['iam', 'CreatePolicy', { policyDocument: document('iam:*') }],
    ['iam', 'CreatePolicyVersion', { policyDocument: encodeURIComponent(document('*')) }],
    ['sso', 'AttachManagedPolicyToPermissionSet', { managedPolicyArn: ADMIN }],
    ['sso', 'PutInlinePolicyToPermissionSet', { inlinePolicy: document('*') }],
    [
      'eks',
      'AssociateAccessPolicy',
      { name: 'c', policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy' },
    ],
    ['eks', 'CreateAccessEntry', { name: 'c', kubernetesGroups: ['system:masters'] }],
  ])('%s %s of an administrator policy is admin-grant', (service, eventName, parameters) => {
    expect(exposures(service, eventName, parameters)).toEqual(['admin-grant']);
  });

  test.each([
    ['AttachRolePolicy', { policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    ['PutUserPolicy', { policyDocument: document('s3:GetObject') }],
    ['PutUserPolicy', {}],
    ['CreateUser', { userName: 'u' }],
  ])('%s %p is nothing', (eventName, parameters) => {
    expect(exposures('iam', eventName, parameters)).toEqual([]);
  });

  test.each([
    ['PutRolePolicy', { roleName: 'r', policyDocument: document('lambda:UpdateFunctionCode') }],
    ['CreatePolicyVersion', { policyDocument: document('ssm:*') }],
  ])('%s of a policy that reaches other roles is takeover-grant', (eventName, parameters) => {
    expect(exposures('iam', eventName, parameters)).toEqual(['takeover-grant']);
  });

  test.each([
    ['AssociateAccessPolicy', { policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy' }],
    ['CreateAccessEntry', { kubernetesGroups: ['readers'] }],
  ])('%s %p of a cluster is nothing', (eventName, parameters) => {
    expect(exposures('eks', eventName, parameters)).toEqual([]);
  });

  test('a policy that nobody can read is unreadable-policy', () => {
    expect(exposures('iam', 'PutRolePolicy', { policyDocument: '%7B' })).toEqual(['unreadable-policy']);
  });

  test('a role for any workflow is wildcard-trust, one for a repository is nothing', () => {
    const trust = (condition: JsonObject) =>
      exposures('iam', 'CreateRole', { assumeRolePolicyDocument: github(condition) });

    expect(trust({})).toEqual(['wildcard-trust']);
    expect(
      trust({ StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:example/app:*' } }),
    ).toEqual([]);
  });
});
