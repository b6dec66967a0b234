import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';
import { readMessage } from '../../lambda/intake/read-message.ts';

const ACCOUNT = '111122223333';
const OTHER = '123456789012';
const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:countersign`;
const SENDER = { topicArn: TOPIC, account: ACCOUNT, region: 'eu-west-1' };

function envelope(message: JsonValue, overrides: JsonObject = {}): string {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return JSON.stringify({
    Type: 'Notification',
    MessageId: 'm',
    TopicArn: TOPIC,
    Message: text,
    ...overrides,
  });
}

function record(overrides: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.08',
    eventID: 'e-1',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    recipientAccountId: ACCOUNT,
    ...overrides,
  };
}

function event(overrides: JsonObject = {}): JsonObject {
  return {
    id: 'event-1',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.iam',
    account: ACCOUNT,
    time: '2026-03-01T10:00:00Z',
    region: 'eu-west-1',
    detail: record(),
    ...overrides,
  };
}

function alarm(overrides: JsonObject = {}): JsonObject {
  return { AlarmName: 'CIS-4.1', AWSAccountId: ACCOUNT, NewStateValue: 'ALARM', ...overrides };
}

describe('readMessage, of an EventBridge event', () => {
  test.each([
    'AWS API Call via CloudTrail',
    'AWS Console Sign In via CloudTrail',
    'AWS Console Signin via CloudTrail',
    'AWS Console Action via CloudTrail',
    'AWS Service Event via CloudTrail',
    'AWS Insight via CloudTrail',
    'AWS Network Activity Event via CloudTrail',
  ])('reads the call of "%s"', (detailType) => {
    const [signal, ...more] = readMessage(envelope(event({ 'detail-type': detailType })));

    expect(more).toEqual([]);
    expect(signal).toMatchObject({
      kind: 'call',
      detailType,
      sender: SENDER,
      call: { eventName: 'CreateUser' },
    });
  });

  test('reads one that was encoded as a JSON string once more', () => {
    const twice = JSON.stringify(JSON.stringify(event()));

    expect(readMessage(envelope(twice))).toMatchObject([{ kind: 'call' }]);
  });

  test('takes an event of another account for a forgery', () => {
    expect(readMessage(envelope(event({ account: OTHER })))).toMatchObject([
      { kind: 'forgery', claimed: OTHER, sender: SENDER, call: { eventName: 'CreateUser' } },
    ]);
  });

  test('takes a record of another account in an event of the right one for a forgery', () => {
    const forged = event({ detail: record({ recipientAccountId: OTHER }) });

    expect(readMessage(envelope(forged))).toMatchObject([{ kind: 'forgery', claimed: OTHER }]);
  });

  test('accepts a caller from another account', () => {
    const userIdentity = { type: 'AWSAccount', accountId: OTHER };

    expect(readMessage(envelope(event({ detail: record({ userIdentity }) })))).toMatchObject([
      { kind: 'call', call: { account: ACCOUNT } },
    ]);
  });

  test('gives a record without a recipient to the account of the topic, not to that of the caller', () => {
    const { recipientAccountId: _, ...bare } = record({ userIdentity: { type: 'Root', accountId: OTHER } });

    expect(readMessage(envelope(event({ detail: bare })))).toMatchObject([
      { kind: 'call', call: { account: ACCOUNT, principal: { kind: 'cross-account' } } },
    ]);
  });

  test.each<[string, JsonObject, RegExp]>([
    [
      'an unknown type',
      { 'detail-type': 'Scheduled Event', source: 'aws.events' },
      /unknown type "Scheduled Event"/,
    ],
    ['a source that is not of AWS', { source: 'example' }, /source "example"/],
    ['no account', { account: '' }, /without an account/],
    ['a detail that is no object', { detail: 'x' }, /detail is "x"/],
  ])('cannot read one with %s', (_, overrides, reason) => {
    expect(readMessage(envelope(event(overrides)))).toEqual([
      { kind: 'unreadable', reason: expect.stringMatching(reason) },
    ]);
  });
});

describe('readMessage, of a finding', () => {
  test('makes a record of it that rules can match', () => {
    const detail = { type: 'Policy:IAMUser/RootCredentialUsage', severity: 5 };
    const finding = event({ 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty', detail });

    expect(readMessage(envelope(finding))).toMatchObject([
      {
        kind: 'finding',
        call: {
          eventID: 'event-1',
          account: ACCOUNT,
          eventTime: Date.UTC(2026, 2, 1, 10),
          principal: { label: 'reported by guardduty.amazonaws.com' },
          record: {
            eventType: 'AwsFinding',
            eventSource: 'guardduty.amazonaws.com',
            eventName: 'Policy:IAMUser/RootCredentialUsage',
            requestParameters: null,
            detail,
          },
        },
      },
    ]);
  });

  test('takes each of several findings in one event by itself, with an id of its own', () => {
    const detail = { findings: [{ Types: ['TTPs/Discovery'] }, { Title: 'Bucket is public' }] };
    const imported = event({
      'detail-type': 'Security Hub Findings - Imported',
      source: 'aws.securityhub',
      detail,
    });

    expect(readMessage(envelope(imported))).toMatchObject([
      { kind: 'finding', call: { eventID: 'event-1', eventName: 'TTPs/Discovery' } },
      { kind: 'finding', call: { eventID: 'event-1#2', eventName: 'Bucket is public' } },
    ]);
  });

  test.each([
    [
      'aws.access-analyzer',
      'Access Analyzer Finding',
      { resourceType: 'AWS::S3::Bucket' },
      'AWS::S3::Bucket',
    ],
    ['aws.health', 'AWS Health Event', { eventTypeCode: 'AWS_RISK_KEY_EXPOSED' }, 'AWS_RISK_KEY_EXPOSED'],
    ['aws.signin', 'Sign-in Anomaly Alert', {}, 'Sign-in Anomaly Alert'],
  ])('names what %s found', (source, detailType, detail, eventName) => {
    const found = event({ source, 'detail-type': detailType, detail });

    expect(readMessage(envelope(found))).toMatchObject([{ kind: 'finding', call: { eventName } }]);
  });
});

describe('readMessage, of an alarm', () => {
  test('reads the message that CloudWatch publishes', () => {
    const AlarmArn = `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:CIS-4.1`;

    expect(readMessage(envelope(alarm({ AlarmArn })))).toMatchObject([
      {
        kind: 'alarm',
        name: 'CIS-4.1',
        account: ACCOUNT,
        region: 'us-east-1',
        state: 'ALARM',
        sender: SENDER,
      },
    ]);
  });

  test('reads the event that CloudWatch sends', () => {
    const detail = { alarmName: 'CIS-4.1', state: { value: 'OK' } };
    const changed = event({
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      detail,
    });

    expect(readMessage(envelope(changed))).toMatchObject([{ kind: 'alarm', name: 'CIS-4.1', state: 'OK' }]);
  });

  test('takes one of another account for a forgery', () => {
    expect(readMessage(envelope(alarm({ AWSAccountId: OTHER })))).toMatchObject([
      { kind: 'forgery', claimed: OTHER, call: null },
    ]);
  });
});

describe('readMessage, of what SNS writes itself', () => {
  test('reads the request to confirm a subscription', () => {
    const body = envelope('You have chosen…', { Type: 'SubscriptionConfirmation', Token: 'abc123' });

    expect(readMessage(body)).toEqual([
      { kind: 'confirm-subscription', topicArn: TOPIC, token: 'abc123', region: 'eu-west-1' },
    ]);
  });

  test('does not confirm what a publisher only claims', () => {
    const claimed = { Type: 'SubscriptionConfirmation', TopicArn: TOPIC, Token: 'abc123' };

    expect(readMessage(envelope(claimed))).toMatchObject([{ kind: 'unreadable' }]);
  });

  test('reports that a subscription was removed', () => {
    expect(readMessage(envelope('x', { Type: 'UnsubscribeConfirmation' }))).toEqual([
      { kind: 'unreadable', reason: expect.stringContaining('subscription was removed') },
    ]);
  });
});

describe('readMessage, of a list of records', () => {
  test('reads each record', () => {
    const records = [record(), record({ eventID: 'e-2', recipientAccountId: OTHER })];

    expect(readMessage(envelope({ Records: records }))).toMatchObject([
      { kind: 'call' },
      { kind: 'forgery' },
    ]);
  });

  test('keeps the good ones and says which are not', () => {
    const signals = readMessage(envelope({ Records: [record(), 7, { a: 1 }] }));

    expect(signals).toMatchObject([{ kind: 'call' }, { kind: 'unreadable' }]);
    expect(signals[1]).toMatchObject({ reason: expect.stringMatching(/^2 of 3 Records .* record 2: /) });
  });

  test('cannot read S3 notifications', () => {
    const notification = { eventSource: 'aws:s3', eventName: 'ObjectCreated:Put' };

    expect(readMessage(envelope({ Records: [notification] }))).toEqual([
      { kind: 'unreadable', reason: expect.stringContaining('S3 notification') },
    ]);
  });
});

describe('readMessage, of anything else', () => {
  test.each<[string, string, RegExp]>([
    ['an event without an envelope', JSON.stringify(event()), /no SNS envelope/],
    ['a record without an envelope', JSON.stringify(record()), /no SNS envelope/],
    ['garbage', 'garbage{{{', /^message body: not JSON/],
    ['nothing', '', /^message body: empty/],
    ['a list', '[1]', /a list instead of an object/],
    ['a truncated body', envelope(event()).slice(0, 80), /^message body: not JSON: .*position 80/],
    [
      'a truncated message',
      envelope(JSON.stringify(event()).slice(0, 50)),
      /^Message of the SNS envelope: not JSON/,
    ],
    [
      'a message that is no text',
      JSON.stringify({ Type: 'Notification', TopicArn: TOPIC, Message: {} }),
      /Message is/,
    ],
    [
      'a topic that is none',
      envelope(event(), { TopicArn: 'arn:aws:sqs:eu-west-1:1:q' }),
      /TopicArn is "arn:aws:sqs/,
    ],
    ['an unknown envelope', envelope('x', { Type: 'Other' }), /unknown type "Other"/],
    ['JSON nested too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nested deeper than 200 levels/],
  ])('says why it cannot read %s', (_, body, reason) => {
    expect(readMessage(body)).toEqual([{ kind: 'unreadable', reason: expect.stringMatching(reason) }]);
  });

  test('gives at least one signal for any body, and reasons that carry little of it', () => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((message) => envelope(message)),
      fc
        .jsonValue()
        .map((detail) => envelope(JSON.parse(JSON.stringify(event({ detail: detail as JsonValue }))))),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const signals = readMessage(body);
        expect(signals.length).toBeGreaterThan(0);
        for (const signal of signals) {
          expect('reason' in signal ? signal.reason.length : 0).toBeLessThan(400);
        }
      }),
    );
  });

  test('quotes little of a huge value, on one line', () => {
    const [signal] = readMessage(envelope('x', { Type: `\u001b[2J\n${'y'.repeat(100_000)}` }));

    expect(signal).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(/^[\x20-\x7e…]{1,150}$/),
    });
  });
});
