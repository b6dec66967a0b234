import { eventOf } from '../../lambda/eventbridge/event-of.ts';

const record = {
  eventID: '5d1a1e0c-0000-4000-8000-000000000001',
  eventType: 'AwsApiCall',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  eventTime: '2026-11-20T10:11:12Z',
  awsRegion: 'us-east-1',
  recipientAccountId: '111122223333',
};

describe('eventOf', () => {
  test('wraps a record as the service does', () => {
    expect(eventOf(record)).toEqual({
      version: '0',
      id: record.eventID,
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.iam',
      account: '111122223333',
      time: '2026-11-20T10:11:12Z',
      region: 'us-east-1',
      resources: [],
      detail: record,
    });
  });

  test.each([
    ['AwsApiCall', 'AWS API Call via CloudTrail'],
    ['AwsConsoleSignIn', 'AWS Console Sign In via CloudTrail'],
    ['AwsConsoleAction', 'AWS Console Action via CloudTrail'],
    ['AwsServiceEvent', 'AWS Service Event via CloudTrail'],
    ['AwsCloudTrailInsight', 'AWS Insight via CloudTrail'],
    ['AwsVpceEvents', 'AWS Network Activity Event via CloudTrail'],
    ['SomethingNew', 'AWS API Call via CloudTrail'],
  ])('sends %s as "%s"', (eventType, detailType) => {
    expect(eventOf({ ...record, eventType })['detail-type']).toBe(detailType);
  });

  test('names the service by the first part of the event source', () => {
    expect(eventOf({ ...record, eventSource: 'monitoring.amazonaws.com' })['source']).toBe('aws.monitoring');
  });

  test('names the service of an Insight, which stands one level down', () => {
    const insight = {
      eventType: 'AwsCloudTrailInsight',
      insightDetails: { eventSource: 'ec2.amazonaws.com' },
    };

    expect(eventOf(insight)['source']).toBe('aws.ec2');
  });

  test('gives the time in whole seconds', () => {
    expect(eventOf({ ...record, eventTime: '2026-11-20T10:11:12.345Z' })['time']).toBe(
      '2026-11-20T10:11:12Z',
    );
  });

  test('takes the account of the caller where the record has no recipient', () => {
    expect(eventOf({ userIdentity: { accountId: '123456789012' } })['account']).toBe('123456789012');
  });

  test('refuses no record, however little it holds', () => {
    expect(eventOf({ eventTime: 7, eventSource: null })).toMatchObject({
      id: '',
      account: '',
      time: '',
      region: '',
    });
  });
});
