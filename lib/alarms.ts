import { Duration } from 'aws-cdk-lib';
import type { IAlarmAction, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface AlarmProps {
  /** Also its heading in docs/runbook.md, unless `runbook` names another. */
  readonly name: string;
  readonly runbook?: string;
  /** What is wrong, in a sentence for whoever is woken by it. */
  readonly symptom: string;
  readonly metric: IMetric;
  /** Alarms when the metric is at least this; `below`: when it is less. */
  readonly threshold: number;
  readonly below?: boolean;
  readonly periods?: number;
  /** Whether silence is a symptom. @default false */
  readonly missingIsBad?: boolean;
  readonly action: IAlarmAction;
}

/** An alarm that tells what is wrong and where to read what to do. */
export function addAlarm(scope: Construct, id: string, props: AlarmProps): Alarm {
  const alarm = new Alarm(scope, id, {
    alarmName: `countersign-${props.name}`,
    alarmDescription: `${props.symptom}\n\nRunbook: docs/runbook.md#${props.runbook ?? props.name}`,
    metric: props.metric,
    threshold: props.threshold,
    comparisonOperator: props.below
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: props.periods ?? 1,
    treatMissingData: props.missingIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(props.action);
  return alarm;
}

/** Messages that wait in a queue nobody reads by itself. */
export function visibleMessages(queue: IQueue): IMetric {
  return queue.metricApproximateNumberOfMessagesVisible({
    period: Duration.minutes(5),
    statistic: 'Maximum',
  });
}
