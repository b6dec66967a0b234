import { Duration } from 'aws-cdk-lib';
import { type IAlarmAction, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ruleNameOf } from '../lambda/eventbridge/expected-rules.ts';
import { CANARY_PATTERN } from '../lambda/eventbridge/member-patterns.ts';
import { addAlarm, visibleMessages } from './alarms.ts';

/** How CloudWatch calls the alarms of every account and region. */
export const MEMBER_ALARM_NAMES: readonly string[] = [
  'countersign-member-undelivered-events',
  'countersign-member-undelivered-messages',
  'countersign-member-failed-invocations',
  'countersign-member-lost-events',
];

export interface MemberAlarmsProps {
  readonly undeliveredEvents: IQueue;
  readonly undeliveredMessages: IQueue;
  readonly action: IAlarmAction;
}

/** Alarms about the way from this account and region; they take it themselves. What cuts it off, the canary shows. */
export function addMemberAlarms(scope: Construct, props: MemberAlarmsProps): void {
  const { action } = props;
  addAlarm(scope, 'UndeliveredEventsAlarm', {
    name: 'member-undelivered-events',
    symptom: 'EventBridge could not hand calls to the topic of this account and region.',
    metric: visibleMessages(props.undeliveredEvents),
    threshold: 1,
    action,
  });
  addAlarm(scope, 'UndeliveredMessagesAlarm', {
    name: 'member-undelivered-messages',
    symptom: 'SNS could not hand calls of this account and region to the security account.',
    metric: visibleMessages(props.undeliveredMessages),
    threshold: 1,
    action,
  });
  addAlarm(scope, 'FailedInvocationsAlarm', {
    name: 'member-failed-invocations',
    symptom: 'EventBridge fails to reach the topic of this account and region.',
    metric: ofCanaryRule('FailedInvocations'),
    threshold: 1,
    action,
  });
  addAlarm(scope, 'LostEventsAlarm', {
    name: 'member-lost-events',
    symptom: 'EventBridge could hand a call neither to the topic nor to the queue of undelivered events.',
    metric: ofCanaryRule('InvocationsFailedToBeSentToDlq'),
    threshold: 1,
    action,
  });
}

/** Every rule has the same topic and queue, and the canary's is the one that surely has something to deliver. */
function ofCanaryRule(metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/Events',
    metricName,
    dimensionsMap: { RuleName: ruleNameOf(CANARY_PATTERN) },
    statistic: 'Sum',
    period: Duration.minutes(5),
  });
}
