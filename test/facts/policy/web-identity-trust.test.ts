import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { readPolicy } from '../../../lambda/facts/policy/policy-document.ts';
import { trustsAnyToken } from '../../../lambda/facts/policy/web-identity-trust.ts';

const HOST = 'token.actions.githubusercontent.com';
const trust = (Condition: JsonObject, provider = `arn:aws:iam::111122223333:oidc-provider/${HOST}`) =>
  trustsAnyToken(
    readPolicy({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition,
        },
      ],
    }),
  );

describe('trustsAnyToken', () => {
  test.each<[string, JsonObject]>([
    ['no condition', {}],
    ['the audience alone', { StringEquals: { [`${HOST}:aud`]: 'sts.amazonaws.com' } }],
    ['any subject', { StringLike: { [`${HOST}:sub`]: '*' } }],
    ['any repository', { StringLike: { [`${HOST}:sub`]: 'repo:*' } }],
    [
      'any repository among others',
      { StringLike: { [`${HOST}:sub`]: ['repo:example/app:*', 'repo:*:ref:refs/heads/main'] } },
    ],
    [
      'a subject only where there is one',
      { StringEqualsIfExists: { [`${HOST}:sub`]: 'repo:example/app:ref:refs/heads/main' } },
    ],
  ])('is true for %s', (_name, condition) => {
    expect(trust(condition)).toBe(true);
  });

  test.each<[string, JsonObject]>([
    ['one repository', { StringLike: { [`${HOST}:sub`]: 'repo:example/app:*' } }],
    ['one branch', { StringEquals: { [`${HOST}:sub`]: 'repo:example/app:ref:refs/heads/main' } }],
  ])('is false for %s', (_name, condition) => {
    expect(trust(condition)).toBe(false);
  });

  test('the audience is enough where it names our application', () => {
    const pool = { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:pool' } };

    expect(trust(pool, 'cognito-identity.amazonaws.com')).toBe(false);
  });
});
