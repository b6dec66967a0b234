import fc from 'fast-check';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { FACT_NAMES, factsOf } from '../../lambda/facts/facts.ts';
import { context, sampleCall } from './sample-call.ts';

const fact = (name: string, record: JsonObject) => factsOf(sampleCall(record), context)(name);
const iam = (eventName: string, requestParameters: JsonObject) => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  requestParameters,
});
const session = (sessionName: string) => ({
  userIdentity: {
    type: 'AssumedRole',
    arn: `arn:aws:sts::111122223333:assumed-role/deploy/${sessionName}`,
    accountId: '111122223333',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/deploy', userName: 'deploy' },
    },
  },
});

describe('factsOf', () => {
  test('knows every fact it names and no other', () => {
    const facts = factsOf(sampleCall({}), context);

    expect(FACT_NAMES.map((name) => facts(name))).not.toContain(undefined);
    expect(facts('fact.exposed')).toBeUndefined();
    expect(facts('toString')).toBeUndefined();
  });

  test('derives a fact once', () => {
    let reads = 0;
    const record = sampleCall({});
    const call = {
      ...record,
      get userAgent() {
        reads += 1;
        return 'aws-cli/2.15.0';
      },
    };
    reads = 0;
    const facts = factsOf(call, context);

    expect([facts('fact.tool'), facts('fact.tool')]).toEqual(['cli', 'cli']);
    expect(reads).toBe(1);
  });

  test('derives nothing that is not asked for', () => {
    const call = {
      ...sampleCall({}),
      error: null,
      get record(): JsonObject {
        throw new Error('read');
      },
    };

    expect(factsOf(call, context)('fact.failed')).toBe(false);
  });

  test('says who acted, and how sure that is', () => {
    const record = session('bob@example.com');

    expect(fact('fact.actor.kind', record)).toBe('role-session');
    expect(fact('fact.actor.person', record)).toBe('bob@example.com');
    expect(fact('fact.actor.confidence', record)).toBe('low');
    expect(fact('fact.actor.person', session('build-17'))).toBeNull();
  });

  test('tells a failed call from one that succeeded', () => {
    expect(fact('fact.failed', { errorCode: 'AccessDenied' })).toBe(true);
    expect(fact('fact.failed', {})).toBe(false);
  });

  test('repeats what the record says of reading', () => {
    expect(fact('fact.readOnly', { readOnly: true })).toBe(true);
    expect(fact('fact.readOnly', {})).toBeNull();
  });

  test('gives the age of the call in seconds', () => {
    expect(fact('fact.time.ageSeconds', {})).toBe(300);
    expect(fact('fact.time.ageSeconds', { eventTime: 'yesterday' })).toBeNull();
  });

  test.each([
    ['198.51.100.7', 'ip', 'office'],
    ['2001:db8::7', 'ip', 'office'],
    ['203.0.113.7', 'ip', null],
    ['cloudformation.amazonaws.com', 'aws-service', null],
    ['AWS Internal', 'aws-internal', null],
  ])('finds the trusted network of %s', (sourceIPAddress, kind, network) => {
    expect(fact('fact.source.kind', { sourceIPAddress })).toBe(kind);
    expect(fact('fact.source.trusted', { sourceIPAddress })).toBe(network);
  });

  test('does not trust an address that came through an endpoint of some network', () => {
    expect(fact('fact.source.trusted', { vpcEndpointId: 'vpce-1a2b3c4d' })).toBeNull();
  });

  test('says whose network the call came from', () => {
    const network = { country: 'DE', asn: 64500, organisation: 'Example AG', hosting: true, vpn: false };
    const of = (name: string, record: JsonObject) =>
      factsOf(sampleCall(record), {
        ...context,
        networks: (address) => (address === '198.51.100.7' ? network : null),
      })(`fact.source.${name}`);
    const names = ['country', 'asn', 'organisation', 'hosting', 'vpn'];

    expect(names.map((name) => of(name, {}))).toEqual(['DE', 64500, 'Example AG', true, false]);
    expect(names.map((name) => of(name, { sourceIPAddress: '203.0.113.7' }))).toEqual(names.map(() => null));
    expect(names.map((name) => of(name, { vpcEndpointId: 'vpce-1' }))).toEqual(names.map(() => null));
  });

  test('knows nothing of networks where no table is at hand', () => {
    expect(fact('fact.source.country', {})).toBeNull();
  });

  test.each([
    [
      'APN/1.0 HashiCorp/1.0 Terraform/1.5.0 (+https://www.terraform.io) terraform-provider-aws/5.1.0',
      'terraform',
    ],
    ['aws-cdk/2.100.0 aws-sdk-js/3.0', 'cdk'],
    ['cloudformation.amazonaws.com', 'cloudformation'],
    ['[aws-cli/1.16.0 Python/3.6.5]', 'cli'],
    ['console.amazonaws.com', 'console'],
    ['Mozilla/5.0 (Macintosh)', 'console'],
    ['Boto3/1.26.0 Python/3.9', 'sdk'],
    ['autoscaling.amazonaws.com', 'aws-service'],
    ['', 'other'],
  ])('names the tool of %p', (userAgent, tool) => {
    expect(fact('fact.tool', { userAgent })).toBe(tool);
  });

  test.each([
    ['the caller by name', iam('CreateAccessKey', { userName: 'Alice' }), true],
    ['the caller by leaving the name out', iam('CreateAccessKey', {}), true],
    [
      'the caller by his device',
      iam('DeleteVirtualMFADevice', { serialNumber: 'arn:aws:iam::111122223333:mfa/alice' }),
      true,
    ],
    ['another user', iam('CreateAccessKey', { userName: 'bob' }), false],
    [
      'a user named like a caller of another account',
      { ...iam('CreateAccessKey', { userName: 'alice' }), recipientAccountId: '123456789012' },
      false,
    ],
    [
      'the role of the session',
      { ...session('x'), ...iam('AttachRolePolicy', { roleName: 'deploy' }) },
      true,
    ],
    ['another role', { ...session('x'), ...iam('AttachRolePolicy', { roleName: 'app' }) }, false],
    ['a group', iam('AttachGroupPolicy', { groupName: 'admins' }), null],
    ['no identity', { eventSource: 'ec2.amazonaws.com', requestParameters: { userName: 'alice' } }, null],
  ])('knows whether a call is about %s', (_name, record, own) => {
    expect(fact('fact.target.own', record)).toBe(own);
  });

  test.each([
    ['an e-mail name of our domain', 'Bob@example.com', 'bob@example.com'],
    ['a name that an override maps', 'robot', 'carol@example.com'],
    ['a name that nobody has', 'bob', null],
    ['a name of another domain', 'bob@example.net', null],
  ])('knows who a user renamed to %s would be taken for', (_name, newUserName, person) => {
    expect(fact('fact.target.becomes', iam('UpdateUser', { userName: 'x', newUserName }))).toBe(person);
  });

  test('never throws, whatever the record', () => {
    const sources = fc.constantFrom(
      'iam',
      's3',
      'ec2',
      'sqs',
      'sns',
      'kms',
      'lambda',
      'rds',
      'ram',
      'events',
    );
    const names = fc.constantFrom(
      'PutUserPolicy',
      'CreateRole',
      'AttachUserPolicy',
      'UpdateUser',
      'PutBucketPolicy',
      'PutBucketAcl',
      'PutBucketPublicAccessBlock',
      'AuthorizeSecurityGroupIngress',
      'ModifySnapshotAttribute',
      'ModifyDBSnapshotAttribute',
      'SetQueueAttributes',
      'SetTopicAttributes',
      'AddPermission',
      'PutKeyPolicy',
      'CreateGrant',
      'CreateResourceShare',
      'PutPermission',
    );
    const keys = fc.constantFrom(
      'policyDocument',
      'policy',
      'attributes',
      'Policy',
      'userName',
      'items',
      'cidrIp',
      'principal',
    );
    const parameters = fc.dictionary(fc.oneof(keys, fc.string()), fc.jsonValue());
    fc.assert(
      fc.property(sources, names, parameters, (source, eventName, requestParameters) => {
        const record = JSON.parse(JSON.stringify({ requestParameters, eventName }));
        const facts = factsOf(parseCall({ ...record, eventSource: `${source}.amazonaws.com` }), context);
        expect(FACT_NAMES.map((name) => facts(name))).not.toContain(undefined);
      }),
      { numRuns: 500 },
    );
  });

  test('survives parameters nested deeper than any service nests them', () => {
    let nested: JsonObject = { cidrIp: '0.0.0.0/0' };
    for (let depth = 0; depth < 5000; depth += 1) nested = { items: [nested] };
    const record = {
      eventSource: 'ec2.amazonaws.com',
      eventName: 'AuthorizeSecurityGroupIngress',
      requestParameters: nested,
    };

    expect(fact('fact.exposure', record)).toEqual([]);
  });
});
