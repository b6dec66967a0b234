import { documentOf } from '../../lambda/investigate/document.ts';
import { change, KEY, record, report } from './sample-calls.ts';

const kinds = (records: Parameters<typeof report>[0]): readonly string[] =>
  report(records).signals.map(({ kind }) => kind);

describe('report', () => {
  test('every error code is a failure, not only AccessDenied', () => {
    const codes = ['AccessDenied', 'Client.UnauthorizedOperation', 'ThrottlingException', 'NoSuchBucket'];

    const { seen, errors } = report([...codes.map((errorCode) => record({ errorCode })), record()]);

    expect(seen).toMatchObject({ events: 5, failed: 4 });
    expect(errors.map(({ name }) => name)).toEqual([...codes].sort());
  });

  test('each value has the times of its own first and last call', () => {
    const { regions } = report([
      record({ eventTime: '2026-03-02T09:00:00Z', awsRegion: 'eu-west-1' }),
      record({ eventTime: '2026-03-02T11:00:00Z' }),
      record({ eventTime: '2026-03-02T10:00:00Z' }),
    ]);

    const [most, least] = regions;
    expect(most).toEqual({
      name: 'eu-central-1',
      events: 2,
      failed: 0,
      firstSeen: Date.UTC(2026, 2, 2, 10),
      lastSeen: Date.UTC(2026, 2, 2, 11),
    });
    expect(least?.lastSeen).toBe(Date.UTC(2026, 2, 2, 9));
  });

  test('the timeline is in the order of time, with what has no time last', () => {
    const { timeline } = JSON.parse(
      JSON.stringify(
        documentOf(
          report([
            record({ eventTime: 'never' }),
            record({ eventTime: '2026-03-02T11:00:00Z' }),
            record({ eventTime: '2026-03-02T10:00:00Z' }),
          ]),
        ),
      ),
    );

    expect(timeline.map(({ at }: { at: string | null }) => at)).toEqual([
      '2026-03-02T10:00:00Z',
      '2026-03-02T11:00:00Z',
      null,
    ]);
  });

  test('a country other than the one the key lives in is flagged, its own is not', () => {
    const days = [2, 3, 4].map((day) => record({ eventTime: `2026-03-0${day}T09:00:00Z` }));

    const { origins } = report([...days, record({ sourceIPAddress: '198.51.100.7' })]);

    expect(origins.map(({ country, events, flag }) => [country, events, flag])).toEqual([
      ['DE', 3, null],
      ['BR', 1, 'a network where servers are let; BR is outside the usual DE'],
    ]);
  });

  test('a country of several days is usual even where a single day abroad had more calls', () => {
    const days = [2, 3, 4].map((day) => record({ eventTime: `2026-03-0${day}T09:00:00Z` }));
    const abroad = Array.from({ length: 9 }, () =>
      record({ eventTime: '2026-03-05T09:00:00Z', sourceIPAddress: '198.51.100.7' }),
    );

    const { origins } = report([...days, ...abroad]);

    expect(origins[0]).toMatchObject({
      country: 'BR',
      flag: expect.stringContaining('outside the usual DE'),
    });
  });

  test('a VPN is flagged at home too', () => {
    expect(kinds([record(), record(), record({ sourceIPAddress: '203.0.113.5' })])).toContain('vpn-network');
  });

  test('two networks within five minutes are one key in two hands', () => {
    const at = (eventTime: string, sourceIPAddress: string) => record({ eventTime, sourceIPAddress });

    const soon = [at('2026-03-02T09:00:00Z', '192.0.2.1'), at('2026-03-02T09:05:00Z', '203.0.113.5')];
    const later = [at('2026-03-02T09:00:00Z', '192.0.2.1'), at('2026-03-02T09:05:01Z', '203.0.113.5')];

    expect(kinds(soon)).toContain('several-addresses-at-once');
    expect(kinds(later)).not.toContain('several-addresses-at-once');
  });

  test('a removed trail is a signal, an attempt that failed is none', () => {
    const parameters = { requestParameters: { name: 'main' } };

    expect(kinds([change('cloudtrail', 'DeleteTrail', parameters)])).toEqual(['monitoring-removed']);
    expect(
      kinds([change('cloudtrail', 'DeleteTrail', { ...parameters, errorCode: 'AccessDenied' })]),
    ).toEqual([]);
  });

  test('a hundred calls within a minute are a burst, spread over two they are none', () => {
    const spread = (seconds: number) =>
      Array.from({ length: 100 }, (_, index) =>
        record({ eventTime: new Date(Date.UTC(2026, 2, 2, 9) + index * seconds * 10).toISOString() }),
      );

    expect(kinds(spread(50))).toEqual(['burst']);
    expect(kinds(spread(120))).toEqual([]);
  });

  test('calls denied in three services are a signal, in two they are none', () => {
    const denied = (service: string) => change(service, 'PutThing', { errorCode: 'AccessDenied' });

    expect(kinds([denied('s3'), denied('ec2'), denied('iam')])).toEqual(['denied-in-many-services']);
    expect(kinds([denied('s3'), denied('ec2')])).toEqual([]);
  });

  test('a call on Sunday is outside working hours', () => {
    expect(kinds([record({ eventTime: '2026-03-01T12:00:00Z' })])).toEqual(['off-hours']);
  });

  test('deletions say whether they can be undone', () => {
    const { destructive } = report([
      change('secretsmanager', 'DeleteSecret', { requestParameters: { secretId: 'a' } }),
      change('secretsmanager', 'DeleteSecret', {
        requestParameters: { secretId: 'b', forceDeleteWithoutRecovery: true },
      }),
      change('ec2', 'TerminateInstances', {
        requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } },
      }),
      change('iam', 'DeleteRole', { requestParameters: { roleName: 'r' } }),
      change('iam', 'DeleteUser', { requestParameters: { userName: 'u' }, errorCode: 'AccessDenied' }),
    ]);

    expect(destructive.map(({ resource, restorable }) => [resource, restorable])).toEqual([
      ['r', null],
      ['a', true],
      ['b', false],
      ['i-1', false],
    ]);
  });

  test('the first recommendation deactivates the key and does not delete it', () => {
    const [first, second] = report([record()]).recommendations;

    expect(first?.command).toBe(
      `aws iam update-access-key --user-name ana --access-key-id ${KEY} --status Inactive`,
    );
    expect(second?.command).toContain('aws:TokenIssueTime');
    expect(second?.command).toContain('2026-03-09T00:00:00Z');
  });

  test('a secret that can be restored comes with the command that does it', () => {
    const { recommendations } = report([
      change('secretsmanager', 'DeleteSecret', { requestParameters: { secretId: "it's" } }),
    ]);

    expect(recommendations.map(({ command }) => command)).toContain(
      `aws secretsmanager restore-secret --secret-id 'it'\\''s' --region eu-central-1`,
    );
  });

  test('a key that it made and did not delete is to be deactivated', () => {
    const created = (accessKeyId: string) =>
      change('iam', 'CreateAccessKey', { responseElements: { accessKey: { accessKeyId, userName: 'bob' } } });

    const { recommendations, lineage } = report([
      created('AKIAEXAMPLE000000002'),
      created('AKIAEXAMPLE000000003'),
      change('iam', 'DeleteAccessKey', { requestParameters: { accessKeyId: 'AKIAEXAMPLE000000003' } }),
    ]);

    const text = recommendations.map(({ command }) => command).join('\n');
    expect(lineage.issued.map(({ key }) => key)).toEqual(['AKIAEXAMPLE000000002', 'AKIAEXAMPLE000000003']);
    expect(text).toContain('--user-name bob --access-key-id AKIAEXAMPLE000000002 --status Inactive');
    expect(text).not.toContain('--access-key-id AKIAEXAMPLE000000003');
  });

  test('a key that nothing is known of gets no commands', () => {
    expect(report([])).toMatchObject({
      recommendations: [],
      verdict: expect.stringContaining('Nothing is known'),
    });
  });
});
