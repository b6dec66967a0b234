import { METRIC_NAMESPACE } from '../../lambda/adapters/cloudwatch/namespace.ts';
import { ARCHIVE_METRIC, METRIC, SCAN_METRIC } from '../../lambda/workflows/metric-names.ts';
import type { GeneratedDocument } from './generated-document.ts';

/** Where the account's metrics are narrowed to the security account, in the dashboard and by whoever imports a monitor. */
const EVERYWHERE = '{*}';

/** A graph each; a metric is one line. */
const GRAPHS: readonly { readonly title: string; readonly metrics: readonly string[] }[] = [
  { title: 'Calls decided', metrics: [METRIC.logged, METRIC.notified, METRIC.alerted, METRIC.duplicate] },
  { title: 'Canaries', metrics: [METRIC.canariesSent, METRIC.canariesSilent, METRIC.canariesUnsent] },
  { title: 'Rules that differ', metrics: [METRIC.rulesDiffering, METRIC.placesNotCompared] },
  { title: 'Set aside, errors of the drain', metrics: [METRIC.quarantined, METRIC.drainErrors] },
  { title: 'The archive', metrics: [ARCHIVE_METRIC.added, ARCHIVE_METRIC.later, ARCHIVE_METRIC.refused] },
  { title: 'The archive feed', metrics: [SCAN_METRIC.records, SCAN_METRIC.reconciled] },
];

interface Watch {
  /** The heading of the runbook, and the alarm's name without `countersign-`. */
  readonly name: string;
  readonly query: string;
  readonly threshold: number;
  /** Also told when nothing is reported for so long. Minutes. */
  readonly silentAfter?: number;
}

/** What Datadog's own queries compare like the alarms of CloudWatch. */
const WATCHES: readonly Watch[] = [
  watch('canary-silent', METRIC.canariesSilent, 30, 60),
  watch('canary-unsent', METRIC.canariesUnsent, 30),
  watch('rules-differ', METRIC.rulesDiffering, 60, 180),
  watch('rules-not-compared', METRIC.placesNotCompared, 120),
  watch('messages-quarantined', METRIC.quarantined, 15),
  watch('archive-refused', ARCHIVE_METRIC.refused, 15),
  {
    name: 'events-too-old',
    query:
      'max(last_10m):max:aws.sqs.approximate_age_of_oldest_message.maximum{queuename:countersign-events*} > 600',
    threshold: 600,
  },
  {
    name: 'events-dead-letters',
    query:
      'max(last_10m):max:aws.sqs.approximate_number_of_messages_visible{queuename:countersign-security-*deadletters*} > 0',
    threshold: 0,
  },
];

export const DATADOG_DASHBOARD: GeneratedDocument = {
  file: 'docs/datadog/dashboard.json',
  render: () => pretty(dashboard()),
};

export const DATADOG_MONITORS: GeneratedDocument = {
  file: 'docs/datadog/monitors.json',
  render: () => pretty(WATCHES.map(monitorOf)),
};

/** As the AWS integration names what it collects from a namespace of one's own: in small letters, words apart. */
export function datadogMetric(name: string): string {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/gu, '_').toLowerCase();
  return `${METRIC_NAMESPACE.toLowerCase()}.${words}`;
}

function watch(name: string, metric: string, minutes: number, silentAfter?: number): Watch {
  const span = minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
  const query = `max(last_${span}):max:${datadogMetric(metric)}${EVERYWHERE} > 0`;
  return { name, query, threshold: 0, ...(silentAfter !== undefined && { silentAfter }) };
}

function monitorOf({ name, query, threshold, silentAfter }: Watch) {
  return {
    name: `Countersign: ${name}`,
    type: 'query alert',
    query,
    message: `Runbook: docs/runbook.md#${name}`,
    tags: ['service:countersign'],
    options: {
      thresholds: { critical: threshold },
      notify_no_data: silentAfter !== undefined,
      ...(silentAfter !== undefined && { no_data_timeframe: silentAfter }),
      include_tags: true,
      require_full_window: false,
    },
  };
}

function dashboard() {
  return {
    title: 'Countersign',
    description: 'Whether every sensitive AWS call is countersigned. Alarms and what to do: docs/runbook.md',
    layout_type: 'ordered',
    tags: [],
    widgets: GRAPHS.map(({ title, metrics }) => ({
      definition: {
        type: 'timeseries',
        title,
        show_legend: true,
        requests: [
          {
            response_format: 'timeseries',
            display_type: 'line',
            queries: metrics.map((metric, index) => ({
              data_source: 'metrics',
              name: `query${index + 1}`,
              query: `max:${datadogMetric(metric)}${EVERYWHERE}`,
            })),
            formulas: metrics.map((metric, index) => ({ formula: `query${index + 1}`, alias: metric })),
          },
        ],
      },
    })),
  };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
