import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DATADOG_DASHBOARD, DATADOG_MONITORS, datadogMetric } from '../../../cli/docs/datadog.ts';
import { ARCHIVE_METRIC, METRIC, SCAN_METRIC } from '../../../lambda/workflows/metric-names.ts';

describe('what Datadog is given', () => {
  const dashboard = DATADOG_DASHBOARD.render({ rules: [] }, '');
  const monitors: {
    name: string;
    message: string;
    query: string;
    options: { thresholds: { critical: number } };
  }[] = JSON.parse(DATADOG_MONITORS.render({ rules: [] }, ''));

  test('shows every metric of Countersign', () => {
    const all = Object.values({ ...METRIC, ...ARCHIVE_METRIC, ...SCAN_METRIC });

    expect(all.filter((metric) => !dashboard.includes(`${datadogMetric(metric)}{`))).toEqual([]);
  });

  test('names metrics as the AWS integration does', () => {
    expect(datadogMetric('CanariesSilent')).toBe('countersign.canaries_silent');
  });

  test('has monitors that compare with their threshold and name a heading of the runbook', () => {
    const runbook = readFileSync(resolve(__dirname, '../../../docs/runbook.md'), 'utf8');

    expect(monitors.length).toBeGreaterThan(5);
    for (const { message, query, options } of monitors) {
      expect(query).toMatch(new RegExp(`> ${options.thresholds.critical}$`));
      expect(runbook).toContain(`\n## ${message.split('#')[1]}\n`);
    }
  });
});
