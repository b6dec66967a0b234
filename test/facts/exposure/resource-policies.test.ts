import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { exposures, FOREIGN_ACCOUNT } from '../sample-call.ts';

const policy = (Principal: JsonObject | string, Condition: JsonObject = {}) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: '*', Resource: '*', Condition }] });

const CALLS = [
  ['sqs', 'SetQueueAttributes', (text: string) => ({ attributes: { Policy: text } }), 'public-queue'],
  [
    'sqs',
    'CreateQueue',
    (text: string) => ({ queueName: 'q', attributes: { Policy: text } }),
    'public-queue',
  ],
  [
    'sns',
    'SetTopicAttributes',
    (text: string) => ({ attributeName: 'Policy', attributeValue: text }),
    'public-topic',
  ],
  ['kms', 'PutKeyPolicy', (text: string) => ({ policyName: 'default', policy: text }), 'public-key'],
  ['secretsmanager', 'PutResourcePolicy', (text: string) => ({ resourcePolicy: text }), 'public-secret'],
  ['ecr', 'SetRepositoryPolicy', (text: string) => ({ policyText: text }), 'public-repository'],
  ['glue', 'PutResourcePolicy', (text: string) => ({ policyInJson: text }), 'public-resource'],
  ['backup', 'PutBackupVaultAccessPolicy', (text: string) => ({ policy: text }), 'public-resource'],
  ['s3tables', 'PutTableBucketPolicy', (text: string) => ({ resourcePolicy: text }), 'public-bucket'],
  [
    'codeartifact',
    'PutDomainPermissionsPolicy',
    (text: string) => ({ policyDocument: text }),
    'public-resource',
  ],
  ['acm-pca', 'PutPolicy', (text: string) => ({ policy: text }), 'public-resource'],
  ['organizations', 'PutResourcePolicy', (text: string) => ({ content: text }), 'public-resource'],
  ['ses', 'PutIdentityPolicy', (text: string) => ({ policyName: 'p', policy: text }), 'public-resource'],
  ['apigateway', 'CreateRestApi', (text: string) => ({ name: 'a', policy: text }), 'public-resource'],
  ['rekognition', 'PutProjectPolicy', (text: string) => ({ policyDocument: text }), 'public-resource'],
  ['bedrock', 'PutResourcePolicy', (text: string) => ({ resourcePolicy: text }), 'public-resource'],
  [
    'iam',
    'UpdateAssumeRolePolicy',
    (text: string) => ({ roleName: 'r', policyDocument: text }),
    'wildcard-trust',
  ],
  [
    'iam',
    'CreateRole',
    (text: string) => ({ roleName: 'r', assumeRolePolicyDocument: text }),
    'wildcard-trust',
  ],
] as const;

describe.each(CALLS)('fact.exposure of %s %s', (service, eventName, parameters, publicly) => {
  test(`is ${publicly} when everybody is let in`, () => {
    expect(exposures(service, eventName, parameters(policy('*')))).toEqual([publicly]);
  });

  test('is foreign-account when a foreign account is', () => {
    expect(exposures(service, eventName, parameters(policy({ AWS: FOREIGN_ACCOUNT })))).toEqual([
      'foreign-account',
    ]);
  });

  test('is nothing when a condition keeps others out', () => {
    const narrowed = policy({ AWS: '*' }, { StringEquals: { 'AWS:SourceOwner': '111122223333' } });

    expect(exposures(service, eventName, parameters(narrowed))).toEqual([]);
  });

  test('is unreadable-policy when the policy cannot be read', () => {
    expect(exposures(service, eventName, parameters('{"Statement'))).toEqual(['unreadable-policy']);
  });
});

describe('fact.exposure where no policy is given', () => {
  test.each([
    ['sqs', 'SetQueueAttributes', { attributes: { VisibilityTimeout: '60' } }],
    ['sns', 'SetTopicAttributes', { attributeName: 'DisplayName', attributeValue: policy('*') }],
    ['kms', 'CreateKey', { description: '' }],
  ])('%s %s is nothing', (service, eventName, parameters) => {
    expect(exposures(service, eventName, parameters)).toEqual([]);
  });
});
