import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { type JsonObject, objectOf } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';

const ACCOUNT = '111122223333';

function record(overrides: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.08',
    eventID: '3038ebd2-c98a-4c65-9b6e-e22506292313',
    eventTime: '2026-03-01T10:00:00Z',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    eventType: 'AwsApiCall',
    awsRegion: 'us-east-1',
    recipientAccountId: ACCOUNT,
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15',
    readOnly: false,
    ...overrides,
  };
}

describe('parseCall', () => {
  test('reads an ordinary record', () => {
    const call = parseCall(record());

    expect(call).toMatchObject({
      eventID: '3038ebd2-c98a-4c65-9b6e-e22506292313',
      eventTime: Date.UTC(2026, 2, 1, 10),
      account: ACCOUNT,
      region: 'us-east-1',
      readOnly: false,
      error: null,
      oddity: null,
    });
  });

  test('gives a call for any JSON object, with texts where texts are promised', () => {
    const names = ['userIdentity', 'eventTime', 'eventID', 'sourceIPAddress', 'insightDetails', 'addendum'];
    const odd = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), fc.jsonValue());
    fc.assert(
      fc.property(odd, (value) => {
        const call = parseCall(objectOf(JSON.parse(JSON.stringify(value))));
        expect(call.eventID).not.toBe('');
        expect(call.principal.label).not.toBe('');
        expect(call.account).toMatch(/^(\d{12}|unknown)$/);
      }),
    );
  });

  test('reads an empty record', () => {
    expect(parseCall({})).toMatchObject({ account: 'unknown', eventName: 'unknown', eventTime: null });
  });

  test('gives a record without an id the same id whatever the order of its keys, and another record another', () => {
    const { eventID: _, ...first } = record({ requestParameters: { a: 1, b: [1, 2] } });
    const reversed = Object.fromEntries(Object.entries(first).reverse());

    expect(parseCall(first).eventID).toMatch(/^sha256-[0-9a-f]{32}$/);
    expect(parseCall(reversed).eventID).toBe(parseCall(first).eventID);
    expect(parseCall({ ...first, requestParameters: { a: 1, b: [1, 3] } }).eventID).not.toBe(
      parseCall(first).eventID,
    );
  });

  test('keeps an id that is no UUID', () => {
    expect(parseCall(record({ eventID: 'EXAMPLE-1' })).eventID).toBe('EXAMPLE-1');
  });

  test('digests a record nested a hundred thousand levels deep', () => {
    const deep = JSON.parse(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);

    expect(parseCall(deep).eventID).toMatch(/^sha256-/);
  });

  test.each([
    ['seconds since 1970', 1_772_359_200],
    ['milliseconds since 1970', 1_772_359_200_000],
    ['a zone', '2026-03-01T11:00:00+01:00'],
    ['no zone, which is UTC', '2026-03-01T10:00:00'],
    ['fractions of seconds', '2026-03-01T10:00:00.000Z'],
  ])('reads a time written with %s', (_, eventTime) => {
    expect(parseCall(record({ eventTime })).eventTime).toBe(1_772_359_200_000);
  });

  test.each(['yesterday', '', '1', -5, Number.MAX_VALUE, {}, null])('has no time for %p', (eventTime) => {
    expect(parseCall(record({ eventTime })).eventTime).toBeNull();
  });

  test('takes the subject of an Insight event from its details', () => {
    const { eventSource: _, eventName: __, ...bare } = record({ eventType: 'AwsCloudTrailInsight' });
    const insightDetails = {
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      insightType: 'ApiCallRateInsight',
    };

    const call = parseCall({ ...bare, insightDetails });

    expect(call.eventSource).toBe('ec2.amazonaws.com');
    expect(call.eventName).toBe('ApiCallRateInsight of RunInstances');
    expect(call.oddity).toBeNull();
  });

  test.each(['1.01', '1.11', '1', 1.08])('knows event version %p', (eventVersion) => {
    expect(parseCall(record({ eventVersion })).oddity).toBeNull();
  });

  test('calls another major event version odd', () => {
    expect(parseCall(record({ eventVersion: '2.0' })).oddity).toBe('event version 2.0, where 1.x is known');
  });

  test('calls a record that names no API call odd', () => {
    const { eventName: _, ...bare } = record();

    expect(parseCall(bare).oddity).toContain('names no API call');
  });

  test('says for whose account a cross-account call was recorded', () => {
    const userIdentity = {
      type: 'IAMUser',
      userName: 'alice',
      accountId: '123456789012',
      arn: 'arn:aws:iam::123456789012:user/alice',
    };

    const call = parseCall(record({ userIdentity }));

    expect(call.account).toBe(ACCOUNT);
    expect(call.principal.kind).toBe('cross-account');
    expect(call.principal.label).toBe('IAM user alice of account 123456789012');
  });

  test('reads booleans and accounts that an exporter wrote as other types', () => {
    const call = parseCall(record({ readOnly: 'true', recipientAccountId: 12_345_678_901 }));

    expect(call.readOnly).toBe(true);
    expect(call.account).toBe('012345678901');
  });

  test('keeps what a late or corrected record says of its original', () => {
    const call = parseCall(record({ addendum: { originalEventID: 'first' }, sharedEventID: 'both' }));

    expect(call.originalEventID).toBe('first');
    expect(call.sharedEventID).toBe('both');
  });
});

describe('the error of a call', () => {
  test('is its code and message', () => {
    const error = parseCall(record({ errorCode: 'AccessDenied', errorMessage: 'no' })).error;

    expect(error).toEqual({ code: 'AccessDenied', message: 'no' });
  });

  test('is a failed sign-in, which has no code', () => {
    const signIn = record({
      eventName: 'ConsoleLogin',
      errorMessage: 'Failed authentication',
      responseElements: { ConsoleLogin: 'Failure' },
    });

    expect(parseCall(signIn).error).toEqual({ code: 'Failure', message: 'Failed authentication' });
  });

  test('is found where a service puts it into the response', () => {
    expect(parseCall(record({ responseElements: { errorCode: 'Denied' } })).error?.code).toBe('Denied');
  });

  test('is none for a sign-in that succeeded', () => {
    const signIn = record({ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } });

    expect(parseCall(signIn).error).toBeNull();
  });
});

describe('the source of a call', () => {
  test.each([
    ['192.0.2.10', { kind: 'ip', address: '192.0.2.10' }],
    ['2001:DB8:0:0::1', { kind: 'ip', address: '2001:db8::1' }],
    ['::ffff:192.0.2.10', { kind: 'ip', address: '192.0.2.10' }],
    ['AWS Internal', { kind: 'aws-internal', address: 'AWS Internal' }],
    ['AWS Internal/1', { kind: 'aws-internal', address: 'AWS Internal/1' }],
    ['cloudformation.amazonaws.com', { kind: 'aws-service', address: 'cloudformation.amazonaws.com' }],
    ['amazonaws.com.example.com', { kind: 'unknown', address: 'amazonaws.com.example.com' }],
    ['010.1.1.1', { kind: 'unknown', address: '010.1.1.1' }],
    ['192.0.2.10, 192.0.2.11', { kind: 'unknown', address: '192.0.2.10, 192.0.2.11' }],
    ['', { kind: 'unknown', address: '' }],
    [42, { kind: 'unknown', address: '' }],
  ])('is read from %p', (sourceIPAddress, source) => {
    expect(parseCall(record({ sourceIPAddress })).source).toEqual(source);
  });

  test('is a VPC endpoint where the record names one', () => {
    const call = parseCall(record({ sourceIPAddress: '10.0.0.5', vpcEndpointId: 'vpce-1' }));

    expect(call.source).toEqual({ kind: 'vpc-endpoint', address: '10.0.0.5', endpoint: 'vpce-1' });
  });
});

const REAL = path.resolve(__dirname, '../../../shared/data');
const withRealRecords = existsSync(REAL) ? describe : describe.skip;
withRealRecords('real records (skipped where the sample data is absent)', () => {
  test.each(['invictus', 'awsdocs', 'cloud_custodian', 'misc', 'trailscraper'])(
    'of %s are read',
    (folder) => {
      const lines = readFileSync(path.join(REAL, folder, 'records.jsonl'), 'utf8')
        .split('\n')
        .filter(Boolean);

      for (const line of lines) {
        const value = JSON.parse(line);
        const call = parseCall(objectOf(value.detail ?? value));
        expect(call.principal.label).not.toBe('');
        expect(call.eventName).not.toBe('unknown');
      }
    },
  );
});
