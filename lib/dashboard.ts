import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '../lambda/adapters/cloudwatch/namespace.ts';
import { METRIC } from '../lambda/workflows/metric-names.ts';
import type { Backend } from './backend.ts';

/** One page for whoever asks whether it works: what came, what became of it, what waits, what fails. */
export function addDashboard(
  scope: Construct,
  { events, verify, investigate }: Backend,
  functions: Readonly<Record<string, IFunction>>,
): void {
  const figure = (metricName: string, statistic: string) =>
    new Metric({ namespace: METRIC_NAMESPACE, metricName, statistic, period: Duration.minutes(5) });
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12 });
  const each = Object.values(functions);
  new Dashboard(scope, 'Dashboard', {
    dashboardName: 'countersign',
    widgets: [
      [
        new TextWidget({
          markdown:
            'Every sensitive call is countersigned by the person who made it, or somebody is paged. Alarms and what to do: docs/runbook.md',
          width: 24,
          height: 1,
        }),
      ],
      [
        graph(
          'Calls decided',
          [METRIC.logged, METRIC.notified, METRIC.alerted, METRIC.duplicate].map((name) =>
            figure(name, 'Sum'),
          ),
        ),
        graph('Waiting, seconds', [
          ...[...events.queues, verify.queue, investigate.queue].map((queue) =>
            queue.metricApproximateAgeOfOldestMessage(),
          ),
        ]),
      ],
      [
        graph('Set aside', [
          figure(METRIC.quarantined, 'Sum'),
          ...[events.deadLetters, verify.deadLetters, investigate.deadLetters].map((queue) =>
            queue.metricApproximateNumberOfMessagesVisible(),
          ),
        ]),
        graph('Canaries', [
          figure(METRIC.canariesSent, 'Maximum'),
          figure(METRIC.canariesSilent, 'Maximum'),
          figure(METRIC.canariesUnsent, 'Maximum'),
        ]),
      ],
      [
        graph('Rules that differ from the catalogue', [
          figure(METRIC.rulesDiffering, 'Maximum'),
          figure(METRIC.placesNotCompared, 'Maximum'),
        ]),
      ],
      [
        graph(
          'Errors of functions',
          each.map((target) => target.metricErrors()),
        ),
        graph(
          'Longest run, milliseconds',
          each.map((target) => target.metricDuration({ statistic: 'Maximum' })),
        ),
      ],
    ],
  });
}
