import { Template } from 'aws-cdk-lib/assertions';
import { parseJson } from '../../lambda/cloudtrail/json.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import { MAX_PATTERN_CHARACTERS } from '../../lambda/eventbridge/limits.ts';
import { matchPattern, parsePattern } from '../../lambda/eventbridge/match-pattern.ts';
import { tamperPattern } from '../../lambda/eventbridge/tamper-pattern.ts';
import { CONFIG, resourcesOf, securityStackOf } from './deployment.ts';

describe('the watch over Countersign itself', () => {
  const plain = parseJson(JSON.stringify(tamperPattern()));
  const parsed = plain.ok ? parsePattern(plain.value) : plain;
  const matches = (eventSource: string, eventName: string, requestParameters: Record<string, string>) =>
    parsed.ok &&
    matchPattern(
      parsed.value,
      eventOf({ eventSource, eventName, requestParameters, eventType: 'AwsApiCall' }),
    );

  test('is a pattern that EventBridge takes', () => {
    expect(parsed).toMatchObject({ ok: true });
    expect(JSON.stringify(tamperPattern()).length).toBeLessThanOrEqual(MAX_PATTERN_CHARACTERS);
  });

  test.each([
    ['events.amazonaws.com', 'DisableRule', { name: 'countersign-canary' }],
    [
      'sqs.amazonaws.com',
      'PurgeQueue',
      { queueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/countersign-events' },
    ],
    [
      'lambda.amazonaws.com',
      'UpdateFunctionCode20150331v2',
      { functionName: 'countersign-security-DrainFunction' },
    ],
    ['scheduler.amazonaws.com', 'DeleteSchedule', { name: 'countersign-security-DrainSchedule' }],
    ['cloudformation.amazonaws.com', 'DeleteStack', { stackName: 'CountersignSecurity' }],
    ['monitoring.amazonaws.com', 'PutMetricAlarm', { alarmName: 'countersign-canary-silent' }],
  ])('sees %s %s', (source, name, parameters) => {
    expect(matches(source, name, parameters)).toBe(true);
  });

  test.each([
    ['events.amazonaws.com', 'DisableRule', { name: 'nightly-report' }],
    ['sqs.amazonaws.com', 'ReceiveMessage', { queueUrl: 'https://sqs/1/countersign-events' }],
  ])('does not see %s %s of others, or what changes nothing', (source, name, parameters) => {
    expect(matches(source, name, parameters)).toBe(false);
  });

  test('tells the alarm topic, past queue and drain', () => {
    const template = Template.fromStack(securityStackOf(CONFIG));
    const [rule] = resourcesOf(template, 'AWS::Events::Rule');

    expect(rule?.properties.Targets).toEqual([
      expect.objectContaining({ Arn: { Ref: expect.stringMatching(/^AlarmTopic/) } }),
    ]);
  });
});
