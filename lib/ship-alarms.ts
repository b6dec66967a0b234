import { Duration } from 'aws-cdk-lib';
import { type IAlarmAction, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '../lambda/adapters/cloudwatch/namespace.ts';
import { ARCHIVE_METRIC } from '../lambda/workflows/metric-names.ts';
import { type AlarmProps, addAlarm, visibleMessages } from './alarms.ts';

const FIFTEEN_MINUTES = Duration.minutes(15);
/** An hour without the archive is an hour that nobody can search; nothing else waits for it. */
const BEHIND = Duration.hours(1);

/** Alarms about the archive: none of them delays a question or a page. */
export function addShipAlarms(
  scope: Construct,
  parts: { readonly ship: IFunction; readonly later: IQueue; readonly deadLetters: IQueue },
  action: IAlarmAction,
): void {
  const alarms: readonly Omit<AlarmProps, 'action'>[] = [
    {
      name: 'archive-behind',
      symptom: 'The archive has not taken journal entries for an hour: they wait, up to 14 days.',
      metric: parts.later.metricApproximateAgeOfOldestMessage({
        period: FIFTEEN_MINUTES,
        statistic: 'Maximum',
      }),
      threshold: BEHIND.toSeconds(),
    },
    {
      name: 'archive-refused',
      symptom: 'The archive refused journal entries for good; they are in the quarantine with its reason.',
      metric: new Metric({
        namespace: METRIC_NAMESPACE,
        metricName: ARCHIVE_METRIC.refused,
        statistic: 'Sum',
        period: FIFTEEN_MINUTES,
      }),
      threshold: 1,
    },
    {
      name: 'archive-failing',
      symptom: 'The shipping function itself fails: new journal entries are not even remembered.',
      metric: parts.ship.metricErrors({ period: FIFTEEN_MINUTES, statistic: 'Sum' }),
      threshold: 3,
    },
    {
      name: 'archive-dead-letters',
      symptom: 'Entries of the journal were given up by the shipping and are not in the archive.',
      metric: visibleMessages(parts.deadLetters),
      threshold: 1,
    },
  ];
  for (const alarm of alarms) addAlarm(scope, `Alarm-${alarm.name}`, { ...alarm, action });
}
