import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { exposures, FOREIGN_ACCOUNT, OTHER_ACCOUNT_OF_OURS } from '../sample-call.ts';

type Parameters = (account: string) => JsonObject;

const replication: Parameters = (account) => ({
  bucketName: 'b',
  ReplicationConfiguration: {
    Rule: [{ Destination: { Bucket: 'arn:aws:s3:::own' } }, { Destination: { Account: account } }],
  },
});
const encryption: Parameters = (account) => ({
  ServerSideEncryptionConfiguration: {
    Rule: {
      ApplyServerSideEncryptionByDefault: { KMSMasterKeyID: `arn:aws:kms:eu-west-1:${account}:key/1` },
    },
  },
});
const DESTINATIONS: readonly (readonly [string, string, Parameters])[] = [
  ['s3', 'PutBucketReplication', replication],
  ['s3', 'PutBucketEncryption', encryption],
  [
    'logs',
    'PutSubscriptionFilter',
    (account) => ({ destinationArn: `arn:aws:logs:eu-west-1:${account}:destination:d` }),
  ],
  ['oam', 'CreateLink', (account) => ({ sinkIdentifier: `arn:aws:oam:eu-west-1:${account}:sink/s` })],
  [
    'events',
    'PutTargets',
    (account) => ({
      rule: 'r',
      targets: [{ id: '1', arn: `arn:aws:events:eu-west-1:${account}:event-bus/b` }],
    }),
  ],
  ['sns', 'Subscribe', (account) => ({ protocol: 'sqs', endpoint: `arn:aws:sqs:eu-west-1:${account}:q` })],
  [
    'backup',
    'StartCopyJob',
    (account) => ({ destinationBackupVaultArn: `arn:aws:backup:eu-west-1:${account}:backup-vault:v` }),
  ],
  [
    'ecr',
    'PutReplicationConfiguration',
    (account) => ({ replicationConfiguration: { rules: [{ destinations: [{ registryId: account }] }] } }),
  ],
  ['ec2', 'CreateVpcPeeringConnection', (account) => ({ vpcId: 'vpc-1', peerOwnerId: account })],
  ['redshift', 'AuthorizeDataShare', (account) => ({ consumerIdentifier: account })],
];

describe.each(DESTINATIONS)('fact.exposure of %s %s', (service, eventName, parameters) => {
  test('is a foreign account where one is the destination', () => {
    expect(exposures(service, eventName, parameters(FOREIGN_ACCOUNT))).toEqual(['foreign-account']);
  });

  test('is nothing where the destination is ours', () => {
    expect(exposures(service, eventName, parameters(OTHER_ACCOUNT_OF_OURS))).toEqual([]);
  });
});

const policy = (account: string) =>
  JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: '*', Resource: '*' }],
  });

describe.each([
  ['logs', 'PutDestinationPolicy', 'accessPolicy'],
  ['oam', 'PutSinkPolicy', 'policy'],
  ['dynamodb', 'PutResourcePolicy', 'policy'],
  ['kinesis', 'PutResourcePolicy', 'policy'],
])('fact.exposure of %s %s', (service, eventName, name) => {
  test.each([
    ['everybody', '*', ['public-resource']],
    ['a foreign account', FOREIGN_ACCOUNT, ['foreign-account']],
    ['an account of ours', OTHER_ACCOUNT_OF_OURS, []],
  ])('opened to %s', (_name, account, exposure) => {
    expect(exposures(service, eventName, { [name]: policy(account) })).toEqual(exposure);
  });
});

describe('an account written as a number', () => {
  test('is read with its leading zeros', () => {
    const destination = (Account: number) => ({
      ReplicationConfiguration: { Rule: { Destination: { Account } } },
    });

    expect(exposures('s3', 'PutBucketReplication', destination(999999999999))).toEqual(['foreign-account']);
    expect(exposures('s3', 'PutBucketReplication', destination(123456789012))).toEqual([]);
    expect(exposures('s3', 'PutBucketReplication', destination(12345678))).toEqual(['foreign-account']);
  });
});
