import { Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { cisAlarmName } from '../lambda/config/cis-controls.ts';
import {
  type CisFilter,
  EXACT_FILTERS,
  ORGANIZATION_CHANGES,
  TUNED_UNAUTHORIZED,
} from '../lambda/config/cis-filters.ts';
import type { CisMonitoring } from '../lambda/config/config.ts';
import { EVENTS_TOPIC } from '../lambda/config/topics.ts';
import { addAlarm } from './alarms.ts';
import type { Place } from './names.ts';
import { stackSettings } from './stack-settings.ts';

export interface CisStackProps {
  /** Where the trail's log group is: once for an account, since the trail brings the calls of all regions there. */
  readonly place: Place;
  readonly logGroup: string;
  readonly unauthorizedCalls: CisMonitoring['unauthorizedCalls'];
  /** Whether the trail has the calls that change the organisation. */
  readonly isManagement: boolean;
}

const NAMESPACE = 'CISBenchmark';

/**
 * The metric filters and alarms of the CIS AWS Foundations Benchmark on an account's trail. They go to the topic of the
 * member stack there, whose one confirmed subscriber Security Hub asks for as well.
 */
export class CisStack extends Stack {
  constructor(scope: Construct, id: string, props: CisStackProps) {
    super(
      scope,
      id,
      stackSettings(props.place, 'countersign-cis', 'Countersign: CIS monitoring of this account'),
    );
    const trail = LogGroup.fromLogGroupName(this, 'Trail', props.logGroup);
    const topicArn = this.formatArn({ service: 'sns', resource: EVENTS_TOPIC });
    const action = new SnsAction(Topic.fromTopicArn(this, 'EventsTopic', topicArn));
    for (const { control, pattern, symptom } of filtersOf(props)) {
      const metricName = cisAlarmName(control);
      const filter = new MetricFilter(this, `Filter-${control}`, {
        logGroup: trail,
        filterName: metricName,
        filterPattern: FilterPattern.literal(pattern),
        metricNamespace: NAMESPACE,
        metricName,
        metricValue: '1',
      });
      addAlarm(this, `Alarm-${control}`, {
        name: metricName.replace('countersign-', ''),
        runbook: 'cis-monitoring',
        symptom,
        metric: filter.metric({ statistic: 'Sum', period: Duration.minutes(5) }),
        threshold: 1,
        action,
      });
    }
  }
}

function filtersOf({ unauthorizedCalls, isManagement }: CisStackProps): readonly CisFilter[] {
  const exact =
    unauthorizedCalls === 'tuned'
      ? EXACT_FILTERS.filter(({ control }) => control !== 'CloudWatch.2')
      : EXACT_FILTERS;
  return [
    ...exact,
    ...(unauthorizedCalls === 'exact' ? [] : [TUNED_UNAUTHORIZED]),
    ...(isManagement ? [ORGANIZATION_CHANGES] : []),
  ];
}
