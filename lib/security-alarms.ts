import { Duration } from 'aws-cdk-lib';
import { type IAlarmAction, type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '../lambda/adapters/cloudwatch/namespace.ts';
import { METRIC } from '../lambda/workflows/metric-names.ts';
import { type AlarmProps, addAlarm, visibleMessages } from './alarms.ts';
import type { Backend } from './backend.ts';
import { CANARY_INTERVAL } from './canary.ts';
import { COMPARISON_INTERVAL } from './comparison.ts';
import { scheduleGroupOf } from './schedule.ts';

export interface Functions {
  readonly canary: IFunction;
  readonly compare: IFunction;
  readonly drain: IFunction;
  readonly investigate: IFunction;
  readonly pagerDuty: IFunction;
  readonly slack: IFunction;
  readonly verify: IFunction;
}

/** One is made up for by the next. */
const DROPPED_TICKS = 3;
/** Of the drain in a quarter of an hour, which is seven drains: one alone is made up for by the next drain. */
const STUBBORN_ERRORS = 3;
const FIVE_MINUTES = Duration.minutes(5);

/** An alarm for each way in which calls could stop being countersigned without anybody noticing. */
export function addSecurityAlarms(
  scope: Construct,
  backend: Backend,
  functions: Functions,
  action: IAlarmAction,
): void {
  const alarms: readonly Omit<AlarmProps, 'action'>[] = [
    ...queueAlarms(backend),
    ...canaryAlarms(functions.canary),
    ...comparisonAlarms(functions.compare),
    ...drainFigures(),
    {
      name: 'drain-not-invoked',
      symptom: 'The drain has not run for ten minutes: no call is decided and no deadline is watched.',
      metric: functions.drain.metricInvocations({ period: FIVE_MINUTES }),
      threshold: 1,
      below: true,
      periods: 2,
      missingIsBad: true,
    },
    {
      name: 'drain-failing',
      symptom: 'The drain ended with an error or ran out of time, twice within ten minutes.',
      metric: functions.drain.metricErrors({ period: Duration.minutes(10), statistic: 'Sum' }),
      threshold: 2,
    },
    {
      name: 'drain-throttled',
      symptom: 'Lambda had no room to run the drain: the account uses all of its concurrency.',
      metric: functions.drain.metricThrottles({ period: FIVE_MINUTES, statistic: 'Sum' }),
      threshold: 1,
    },
    {
      name: 'slack-endpoint-failing',
      symptom: 'Answers from Slack end in an error: people press buttons and nothing happens.',
      metric: functions.slack.metricErrors({ period: FIVE_MINUTES, statistic: 'Sum' }),
      threshold: 1,
    },
    {
      name: 'pagerduty-endpoint-failing',
      symptom:
        'Resolved incidents from PagerDuty end in an error: they stay open here and swallow further calls.',
      metric: functions.pagerDuty.metricErrors({ period: FIVE_MINUTES, statistic: 'Sum' }),
      threshold: 1,
    },
  ];
  addAlarm(scope, 'Alarm-schedules-failing', {
    name: 'schedules-failing',
    symptom: 'EventBridge Scheduler gave up calling functions, again and again within a quarter of an hour.',
    metric: scheduleGroupOf(scope).metricDropped({ period: Duration.minutes(15), statistic: 'Sum' }),
    threshold: DROPPED_TICKS,
    action,
  });
  for (const alarm of alarms) addAlarm(scope, `Alarm-${alarm.name}`, { ...alarm, action });
}

function queueAlarms({ events, verify, investigate }: Backend): readonly Omit<AlarmProps, 'action'>[] {
  return [
    {
      name: 'events-dead-letters',
      symptom: 'Calls were received again and again and could not be decided.',
      metric: visibleMessages(events.deadLetters),
      threshold: 1,
    },
    {
      name: 'events-too-old',
      symptom: 'Calls wait longer than ten minutes to be decided.',
      metric: oldestOf(events.queues),
      threshold: Duration.minutes(10).toSeconds(),
    },
    {
      name: 'verify-dead-letters',
      symptom: 'Answers were taken up again and again and could not be acted on.',
      metric: visibleMessages(verify.deadLetters),
      threshold: 1,
    },
    {
      name: 'verify-too-old',
      symptom: 'Answers wait longer than five minutes to be acted on.',
      metric: verify.queue.metricApproximateAgeOfOldestMessage({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      threshold: FIVE_MINUTES.toSeconds(),
    },
    {
      name: 'investigate-dead-letters',
      symptom: 'What the key of an incident did was tried to be found three times and could not be told.',
      metric: visibleMessages(investigate.deadLetters),
      threshold: 1,
    },
    {
      name: 'investigate-too-old',
      symptom: 'Incidents wait longer than five minutes to be told what their key did.',
      metric: investigate.queue.metricApproximateAgeOfOldestMessage({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      threshold: FIVE_MINUTES.toSeconds(),
    },
  ];
}

/** What the drain says of its own work. */
function drainFigures(): readonly Omit<AlarmProps, 'action'>[] {
  const figure = (metricName: string) =>
    new Metric({ namespace: METRIC_NAMESPACE, metricName, statistic: 'Sum', period: Duration.minutes(15) });
  return [
    {
      name: 'messages-quarantined',
      symptom: 'Messages that nobody could read or believe were set aside: what they told was not decided.',
      metric: figure(METRIC.quarantined),
      threshold: 1,
    },
    {
      name: 'drain-errors',
      symptom: 'The drain could not finish cases or messages, again and again within half an hour.',
      metric: figure(METRIC.drainErrors),
      threshold: STUBBORN_ERRORS,
      periods: 2,
    },
  ];
}

/** What is cut off shows nowhere else: silence of an account looks like peace. */
function canaryAlarms(canary: IFunction): readonly Omit<AlarmProps, 'action'>[] {
  const figure = (metricName: string) =>
    new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      statistic: 'Maximum',
      period: CANARY_INTERVAL,
    });
  return [
    {
      name: 'canary-silent',
      symptom: 'From an account or region no canary has arrived for 45 minutes: its calls are not seen.',
      metric: figure(METRIC.canariesSilent),
      threshold: 1,
    },
    {
      name: 'canary-unsent',
      symptom: 'In an account or region the canary could not make its call, twice in a row.',
      metric: figure(METRIC.canariesUnsent),
      threshold: 1,
      periods: 2,
    },
    {
      name: 'canary-not-invoked',
      symptom: 'The canary has not run for 45 minutes: an account that falls silent is not noticed.',
      metric: canary.metricInvocations({ period: CANARY_INTERVAL }),
      threshold: 1,
      below: true,
      periods: 3,
      missingIsBad: true,
    },
  ];
}

/** Rules that are gone, off or other than the catalogue's bring no call that could show it. */
function comparisonAlarms(compare: IFunction): readonly Omit<AlarmProps, 'action'>[] {
  const figure = (metricName: string) =>
    new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      statistic: 'Maximum',
      period: COMPARISON_INTERVAL,
    });
  return [
    {
      name: 'rules-differ',
      symptom:
        'EventBridge rules in an account or region are not those of the catalogue: calls are not seen.',
      metric: figure(METRIC.rulesDiffering),
      threshold: 1,
    },
    {
      name: 'rules-not-compared',
      symptom: 'The rules of an account or region could not be read, twice in a row.',
      metric: figure(METRIC.placesNotCompared),
      threshold: 1,
      periods: 2,
    },
    {
      name: 'comparison-not-invoked',
      symptom: 'The comparison has not run for two hours: rules that somebody changes are not noticed.',
      metric: compare.metricInvocations({ period: COMPARISON_INTERVAL }),
      threshold: 1,
      below: true,
      periods: 2,
      missingIsBad: true,
    },
  ];
}

/** The age of the oldest message in any of the queues; a formula may use ten. */
function oldestOf(queues: readonly IQueue[]): IMetric {
  const ages = queues.map((queue) =>
    queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: 'Maximum' }),
  );
  const [age] = ages;
  if (age !== undefined && ages.length === 1) return age;
  const usingMetrics = Object.fromEntries(ages.map((metric, index) => [`m${index + 1}`, metric]));
  const expression = `MAX([${Object.keys(usingMetrics).join(', ')}])`;
  return new MathExpression({ expression, usingMetrics, period: FIVE_MINUTES });
}
