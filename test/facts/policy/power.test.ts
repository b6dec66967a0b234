import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { readPolicy } from '../../../lambda/facts/policy/policy-document.ts';
import { grantsAdmin, isAdminPolicyArn } from '../../../lambda/facts/policy/power.ts';

const admin = (statement: JsonObject) =>
  grantsAdmin(readPolicy({ Statement: [{ Effect: 'Allow', Resource: '*', ...statement }] }));

describe('grantsAdmin', () => {
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
  ])('is true for %s', (_name, statement) => {
    expect(admin(statement)).toBe(true);
  });

  test.each<[string, JsonObject]>([
    ['reading objects', { Action: 's3:GetObject' }],
    ['all of one harmless service', { Action: 'ec2:*' }],
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
    ['everything but IAM', { NotAction: ['iam:*', 'organizations:*'] }],
    ['reading IAM', { Action: ['iam:Get*', 'iam:List*'] }],
  ])('is false for %s', (_name, statement) => {
    expect(admin(statement)).toBe(false);
  });

  test('is false where there is no policy', () => {
    expect(grantsAdmin({ kind: 'none' })).toBe(false);
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
