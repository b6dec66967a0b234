import type { Metric } from '../ports/metrics.ts';
import type { DrainReport } from './drain-ports.ts';
import { METRIC } from './metric-names.ts';

/** One drain's figures, zeros included: a metric without data cannot be told from a drain that did not run. */
export function metricsOf(report: DrainReport): readonly Metric[] {
  const count = (name: string, value: number): Metric => ({ name, value, unit: 'Count' });
  return [
    count(METRIC.logged, report.logged),
    count(METRIC.notified, report.notified),
    count(METRIC.alerted, report.alerted),
    count(METRIC.duplicate, report.duplicate),
    count(METRIC.quarantined, report.quarantined),
    count(METRIC.drainErrors, report.errors.length),
  ];
}
