import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { readPolicy } from '../../../lambda/facts/policy/policy-document.ts';
import { isAdminPolicyArn, powerOf } from '../../../lambda/facts/policy/power.ts';

const power = (...statements: JsonObject[]) =>
  powerOf(readPolicy({ Statement: statements.map((one) => ({ Effect: 'Allow', Resource: '*', ...one })) }));

describe('powerOf', () => {
  test.each<[string, JsonObject]>([
    ['every action', { Action: '*' }],
    ['every action of every service', { Action: '*:*' }],
    ['every action among others', { Action: ['s3:GetObject', '*'] }],
    ['all of IAM', { Action: 'iam:*' }],
    ['passing any role', { Action: 'iam:PassRole' }],
    ['passing any role of the account', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/*' }],
    ['a pattern that hides it', { Action: 'iam:Pass*' }],
    ['everything but a little', { NotAction: 'ec2:*' }],
    ['attaching any policy to oneself', { Action: 'iam:AttachUserPolicy' }],
    ['every resource but one', { Action: '*', NotResource: 'arn:aws:s3:::a', Resource: [] }],
    ['loosening a boundary', { Action: 'iam:DeleteUserPermissionsBoundary' }],
  ])('is admin for %s', (_name, statement) => {
    expect(power(statement)).toBe('admin');
  });

  test.each<[string, JsonObject]>([
    ['everything but IAM', { NotAction: ['iam:*', 'organizations:*'] }],
    ['all of a service whose servers have roles', { Action: 'ec2:*' }],
    ['changing any function', { Action: ['s3:GetObject', 'lambda:UpdateFunctionCode'] }],
    ['becoming any role', { Action: 'sts:AssumeRole' }],
    ['running commands on any server', { Action: 'ssm:Send*' }],
    ['giving oneself permission sets', { Action: 'sso:CreateAccountAssignment' }],
  ])('is takeover for %s', (_name, statement) => {
    expect(power(statement)).toBe('takeover');
  });

  test.each<[string, JsonObject]>([
    ['reading objects', { Action: 's3:GetObject' }],
    ['all of one harmless service', { Action: 'cloudwatch:*' }],
    ['becoming one role', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/task' }],
    ['changing one function', { Action: 'lambda:*', Resource: 'arn:aws:lambda:*:*:function:one' }],
    ['every action on one bucket', { Action: '*', Resource: 'arn:aws:s3:::a/*' }],
    ['passing one role', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/task' }],
    [
      'passing a role to one service',
      {
        Action: 'iam:PassRole',
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      },
    ],
    ['denying everything', { Effect: 'Deny', Action: '*' }],
    ['reading IAM', { Action: ['iam:Get*', 'iam:List*'] }],
  ])('is none for %s', (_name, statement) => {
    expect(power(statement)).toBe('none');
  });

  test.each<[string, JsonObject, string]>([
    ['all of IAM', { Effect: 'Deny', Action: 'iam:*' }, 'takeover'],
    ['everything', { Effect: 'Deny', Action: '*' }, 'none'],
    ['everything but reading', { Effect: 'Deny', NotAction: ['s3:Get*', 's3:List*'] }, 'none'],
    ['one action of IAM', { Effect: 'Deny', Action: 'iam:PassRole' }, 'admin'],
    [
      'all of IAM on one role',
      { Effect: 'Deny', Action: 'iam:*', Resource: 'arn:aws:iam::111122223333:role/x' },
      'admin',
    ],
    [
      'all of IAM without MFA',
      {
        Effect: 'Deny',
        Action: 'iam:*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
      'admin',
    ],
  ])('weighs that %s is denied beside everything', (_name, denial, expected) => {
    expect(power({ Action: '*' }, denial)).toBe(expected);
  });

  test('is none where there is no policy', () => {
    expect(powerOf({ kind: 'none' })).toBe('none');
  });
});

describe('isAdminPolicyArn', () => {
  test.each([
    ['arn:aws:iam::aws:policy/AdministratorAccess', true],
    ['arn:aws-us-gov:iam::aws:policy/PowerUserAccess', true],
    ['arn:aws:iam::aws:policy/IAMFullAccess', true],
    ['arn:aws:iam::aws:policy/ReadOnlyAccess', false],
    ['arn:aws:iam::aws:policy/AdministratorAccess-Amplify', false],
    ['arn:aws:iam::111122223333:policy/AdministratorAccess', false],
  ])('%s: %p', (arn, expected) => {
    expect(isAdminPolicyArn(arn)).toBe(expected);
  });
});
