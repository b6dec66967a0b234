import type { JsonObject, JsonValue } from '../../../lambda/cloudtrail/json.ts';
import { audienceOf } from '../../../lambda/facts/policy/audience.ts';
import { ourAccounts } from '../../../lambda/facts/policy/our-accounts.ts';
import { readPolicy } from '../../../lambda/facts/policy/policy-document.ts';
import { context, FOREIGN_ACCOUNT, OTHER_ACCOUNT_OF_OURS, OUR_ACCOUNT } from '../sample-call.ts';

const ours = ourAccounts(context.config, OUR_ACCOUNT);
const audience = (statement: JsonObject) =>
  audienceOf(readPolicy({ Statement: [{ Effect: 'Allow', Action: '*', ...statement }] }), ours);
const under = (Condition: JsonObject) => audience({ Principal: '*', Condition });

describe('audienceOf, by principal', () => {
  test.each<[string, JsonObject, string]>([
    ['a star', { Principal: '*' }, 'everybody'],
    ['a star as AWS principal', { Principal: { AWS: '*' } }, 'everybody'],
    ['a star among others', { Principal: { AWS: [OUR_ACCOUNT, '*'] } }, 'everybody'],
    ['a star under the name *', { Principal: { '*': '*' } }, 'everybody'],
    ['everybody but one', { NotPrincipal: { AWS: OUR_ACCOUNT } }, 'everybody'],
    ['an ARN of any account', { Principal: { AWS: 'arn:aws:iam::*:root' } }, 'everybody'],
    ['an account of ours', { Principal: { AWS: OUR_ACCOUNT } }, 'ours'],
    ['another account of ours', { Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT_OF_OURS}:root` } }, 'ours'],
    ['a foreign account id', { Principal: { AWS: FOREIGN_ACCOUNT } }, 'foreign'],
    ['a foreign ARN', { Principal: { AWS: `arn:aws:iam::${FOREIGN_ACCOUNT}:role/x` } }, 'foreign'],
    ['a load balancer account of AWS', { Principal: { AWS: 'arn:aws:iam::156460612806:root' } }, 'ours'],
    ['a service', { Principal: { Service: 'sns.amazonaws.com' } }, 'ours'],
    ['a deleted principal', { Principal: { AWS: 'AIDAEXAMPLEEXAMPLE123' } }, 'ours'],
    ['a CloudFront identity', { Principal: { AWS: 'arn:aws:iam::cloudfront:user/Identity E1' } }, 'ours'],
    ['nobody, in an identity policy', {}, 'ours'],
    ['a denied star', { Effect: 'Deny', Principal: '*' }, 'ours'],
  ])('%s', (_name, statement, expected) => {
    expect(audience(statement)).toBe(expected);
  });

  test('the widest statement counts', () => {
    const policy = readPolicy({
      Statement: [
        { Effect: 'Allow', Principal: { AWS: OUR_ACCOUNT } },
        { Effect: 'Allow', Principal: '*' },
      ],
    });

    expect(audienceOf(policy, ours)).toBe('everybody');
  });

  test('without a list of accounts only the account of the call is ours', () => {
    const alone = ourAccounts({ accounts: null, organizationId: null }, OUR_ACCOUNT);
    const of = (account: string) =>
      audienceOf(readPolicy({ Statement: [{ Effect: 'Allow', Principal: { AWS: account } }] }), alone);

    expect(of(OUR_ACCOUNT)).toBe('ours');
    expect(of(OTHER_ACCOUNT_OF_OURS)).toBe('foreign');
  });
});

describe('audienceOf, everybody but those denied', () => {
  const allowed = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' };
  const beside = (denial: JsonObject) =>
    audienceOf(
      readPolicy({
        Statement: [
          allowed,
          { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::a', '*'], ...denial },
        ],
      }),
      ours,
    );

  test.each<[string, JsonObject, string]>([
    ['everybody', {}, 'ours'],
    [
      'those outside our organisation',
      { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } },
      'ours',
    ],
    [
      'those outside our organisation, services spared',
      {
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      },
      'ours',
    ],
    [
      'those outside a foreign organisation',
      { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-somebodyelse' } } },
      'foreign',
    ],
    [
      'those not at our office',
      { Condition: { NotIpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } },
      'ours',
    ],
    [
      'those not at some endpoint',
      { Condition: { StringNotLike: { 'aws:SourceVpce': 'vpce-*' } } },
      'everybody',
    ],
    ['those without encryption', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, 'everybody'],
    [
      'those outside our organisation who also come without encryption',
      {
        Condition: {
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
          Bool: { 'aws:SecureTransport': 'false' },
        },
      },
      'everybody',
    ],
    ['one account', { Principal: { AWS: FOREIGN_ACCOUNT } }, 'everybody'],
    ['everybody another action', { Action: 's3:PutObject' }, 'everybody'],
    ['everybody another object', { Resource: 'arn:aws:s3:::a/private/*' }, 'everybody'],
    ['everybody all but this action', { Action: [], NotAction: 's3:GetObject' }, 'everybody'],
    ['everybody actions of as many letters', { Action: 's3:???Object' }, 'everybody'],
  ])('when %s are denied', (_name, denial, expected) => {
    expect(beside(denial)).toBe(expected);
  });
});

test('audienceOf is soon done with a policy made to take long', () => {
  const stars = `${'*a'.repeat(20_000)}*b`;
  const many = Array.from({ length: 5_000 }, (_, at) => `*${at}*`);
  const before = performance.now();
  const of = (allowed: JsonValue, denied: JsonValue) =>
    audienceOf(
      readPolicy({
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: allowed, Resource: '*' },
          { Effect: 'Deny', Principal: '*', Action: denied, Resource: '*' },
        ],
      }),
      ours,
    );

  expect(of('a'.repeat(40_000), stars)).toBe('everybody');
  expect(of(many, many)).toBe('everybody');
  expect(performance.now() - before).toBeLessThan(1_000);
});

describe('audienceOf, everybody under a condition', () => {
  test.each<[string, JsonObject, string]>([
    ['our account as source', { StringEquals: { 'AWS:SourceAccount': OUR_ACCOUNT } }, 'ours'],
    ['a foreign account as source', { StringEquals: { 'aws:SourceAccount': FOREIGN_ACCOUNT } }, 'foreign'],
    [
      'one of two accounts foreign',
      { StringEquals: { 'aws:SourceAccount': [OUR_ACCOUNT, FOREIGN_ACCOUNT] } },
      'foreign',
    ],
    ['any account as source', { StringLike: { 'aws:SourceAccount': '*' } }, 'everybody'],
    ['our organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } }, 'ours'],
    ['another organisation', { StringEquals: { 'aws:PrincipalOrgID': 'o-somebodyelse' } }, 'foreign'],
    ['any organisation', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, 'everybody'],
    [
      'a path in our organisation',
      { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/r-1/*' } },
      'ours',
    ],
    [
      'every value of an absent key',
      { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/*' } },
      'everybody',
    ],
    [
      'only where the key is there',
      { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
      'everybody',
    ],
    ['anybody but one account', { StringNotEquals: { 'aws:SourceAccount': OUR_ACCOUNT } }, 'everybody'],
    ['our topic as source', { ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${OUR_ACCOUNT}:*` } }, 'ours'],
    ['a topic of any account', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }, 'everybody'],
    ['an ARN cut short by a star', { ArnLike: { 'aws:SourceArn': 'arn:aws:*' } }, 'everybody'],
    ['one bucket as source', { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::our-bucket' } }, 'ours'],
    ['any bucket as source', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }, 'everybody'],
    ['one office', { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }, 'ours'],
    ['every address', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, 'everybody'],
    ['every address in halves', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }, 'everybody'],
    ['not from one address', { NotIpAddress: { 'aws:SourceIp': '198.51.100.7' } }, 'everybody'],
    ['one VPC endpoint', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }, 'ours'],
    ['the sessions of one role', { StringLike: { 'aws:userid': 'AROAEXAMPLEEXAMPLE12:*' } }, 'ours'],
    ['encryption in transit', { Bool: { 'aws:SecureTransport': 'true' } }, 'everybody'],
    ['a referer', { StringLike: { 'aws:Referer': 'https://example.com/*' } }, 'everybody'],
    ['an external id', { StringEquals: { 'sts:ExternalId': 'secret' } }, 'everybody'],
    [
      'two of which one narrows',
      { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceAccount': OUR_ACCOUNT } },
      'ours',
    ],
  ])('%s', (_name, condition, expected) => {
    expect(under(condition)).toBe(expected);
  });
});
