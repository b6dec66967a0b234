import type { JsonObject, JsonValue } from '../../../lambda/cloudtrail/json.ts';
import { exposures } from '../sample-call.ts';

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';
const LOG_DELIVERY = 'http://acs.amazonaws.com/groups/s3/LogDelivery';
const grants = (Grant: JsonValue) => ({
  bucketName: 'b',
  AccessControlPolicy: { AccessControlList: { Grant } },
});
const grantee = (URI: string) => ({ Grantee: { 'xsi:type': 'Group', URI }, Permission: 'READ' });
const block = (acls: boolean, ignore: boolean, policy: boolean, restrict: boolean | string) => ({
  bucketName: 'b',
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: acls,
    IgnorePublicAcls: ignore,
    BlockPublicPolicy: policy,
    RestrictPublicBuckets: restrict,
  },
});
const policy = (Principal: JsonObject | string) => ({
  bucketName: 'b',
  bucketPolicy: { Statement: [{ Effect: 'Allow', Principal, Action: 's3:GetObject' }] },
});

describe('fact.exposure of buckets', () => {
  test.each([
    ['a canned public ACL', 'PutBucketAcl', { 'x-amz-acl': 'public-read' }],
    ['a canned public ACL in a list', 'PutBucketAcl', { 'x-amz-acl': ['public-read-write'] }],
    ['every AWS account', 'PutBucketAcl', { 'x-amz-acl': 'authenticated-read' }],
    ['one public grant', 'PutBucketAcl', grants(grantee(ALL_USERS))],
    ['a public grant among others', 'PutBucketAcl', grants([{ Grantee: { ID: 'abc' } }, grantee(ALL_USERS)])],
    [
      'a grant to every AWS account',
      'PutBucketAcl',
      grants(grantee(ALL_USERS.replace('AllUsers', 'AuthenticatedUsers'))),
    ],
    ['a public grant in a header', 'PutBucketAcl', { 'x-amz-grant-read': `uri="${ALL_USERS}"` }],
    ['a bucket born public', 'CreateBucket', { bucketName: 'b', 'x-amz-acl': 'public-read' }],
    ['a policy for everybody', 'PutBucketPolicy', policy('*')],
  ])('public-bucket for %s', (_name, eventName, parameters) => {
    expect(exposures('s3', eventName, parameters)).toEqual(['public-bucket']);
  });

  test.each([
    ['a canned ACL', { 'x-amz-acl': 'public-read' }],
    ['a grant', { AccessControlPolicy: { AccessControlList: { Grant: grantee(ALL_USERS) } } }],
  ])('public-object-acl for an object with %s', (_name, parameters) => {
    expect(exposures('s3', 'PutObjectAcl', parameters)).toEqual(['public-object-acl']);
  });

  test.each([
    ['ACLs', 'PutBucketPublicAccessBlock', block(false, false, true, true)],
    ['policies', 'PutBucketPublicAccessBlock', block(true, true, false, false)],
    ['ways not mentioned', 'PutBucketPublicAccessBlock', { bucketName: 'b' }],
    ['the whole account', 'PutAccountPublicAccessBlock', block(false, false, false, 'false')],
    ['everything, the setting being deleted', 'DeleteBucketPublicAccessBlock', { bucketName: 'b' }],
  ])('public-access-unblocked for %s', (_name, eventName, parameters) => {
    expect(exposures('s3', eventName, parameters)).toEqual(['public-access-unblocked']);
  });

  test.each([
    ['a private canned ACL', 'PutBucketAcl', { 'x-amz-acl': ['private'] }],
    ['a grant to the log delivery group', 'PutBucketAcl', grants(grantee(LOG_DELIVERY))],
    ['a bucket born private', 'CreateBucket', { bucketName: 'b', 'x-amz-acl': 'private' }],
    ['all access blocked', 'PutBucketPublicAccessBlock', block(true, true, true, true)],
    ['all access blocked, as text', 'PutBucketPublicAccessBlock', block(true, true, true, 'true')],
    ['each way blocked by one of its pair', 'PutBucketPublicAccessBlock', block(false, true, false, true)],
    ['a policy for ourselves', 'PutBucketPolicy', policy({ AWS: '111122223333' })],
    ['a policy for a service', 'PutBucketPolicy', policy({ Service: 'cloudtrail.amazonaws.com' })],
  ])('nothing for %s', (_name, eventName, parameters) => {
    expect(exposures('s3', eventName, parameters)).toEqual([]);
  });

  const owned = (...ids: readonly string[]) => ({
    bucketName: 'b',
    AccessControlPolicy: {
      Owner: { ID: 'aaaa' },
      AccessControlList: {
        Grant: ids.map((ID) => ({
          Grantee: { 'xsi:type': 'CanonicalUser', ID },
          Permission: 'FULL_CONTROL',
        })),
      },
    },
  });

  test('foreign-account for a grant to another than the owner', () => {
    const logs = 'c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0';

    expect(exposures('s3', 'PutBucketAcl', owned('aaaa', 'bbbb'))).toEqual(['foreign-account']);
    expect(exposures('s3', 'PutBucketAcl', owned('aaaa', logs))).toEqual([]);
  });

  test.each([
    [
      'an access point of several regions',
      'PutMultiRegionAccessPointPolicy',
      (text: string) => ({
        PutMultiRegionAccessPointPolicyRequest: { Details: { Name: 'm', Policy: text }, ClientToken: 't' },
      }),
    ],
    ['an access point', 'PutAccessPointPolicy', (text: string) => ({ name: 'p', policy: text })],
  ])('public-bucket for %s that everybody may use', (_name, eventName, parameters) => {
    const of = (principal: JsonObject | string) =>
      exposures('s3', eventName, parameters(JSON.stringify(policy(principal).bucketPolicy)));

    expect(of('*')).toEqual(['public-bucket']);
    expect(of({ AWS: '111122223333' })).toEqual([]);
  });

  test('public-access-unblocked for an access point made without its guards, nothing for one that says nothing', () => {
    const guards = block(false, false, false, false).PublicAccessBlockConfiguration;

    expect(exposures('s3', 'CreateAccessPoint', { publicAccessBlockConfiguration: guards })).toEqual([
      'public-access-unblocked',
    ]);
    expect(exposures('s3', 'CreateAccessPoint', { name: 'p' })).toEqual([]);
  });

  test('foreign-account for a policy that lets one in', () => {
    expect(exposures('s3', 'PutBucketPolicy', policy({ AWS: '999999999999' }))).toEqual(['foreign-account']);
  });

  test('unreadable-policy for a policy that says nothing we understand', () => {
    expect(exposures('s3', 'PutBucketPolicy', { bucketPolicy: '{"Statement":' })).toEqual([
      'unreadable-policy',
    ]);
  });
});
