import type { Metric, Metrics } from '../../lambda/ports/metrics.ts';

export interface MetricsSubject {
  readonly metrics: Metrics;
  /** What arrived, in order. */
  readonly arrived: () => readonly Metric[];
}

/** What every receiver of metrics keeps. */
export function metricsContract(adapter: string, open: () => Promise<MetricsSubject>): void {
  describe(`metrics: ${adapter}`, () => {
    test('publishes any number and loses none', async () => {
      const { metrics, arrived } = await open();
      const many = Array.from(
        { length: 2_300 },
        (_, value): Metric => ({ name: 'CallsLogged', value, unit: 'Count' }),
      );

      expect(await metrics.publish(many)).toBe(0);
      expect(arrived()).toEqual(many);
    });

    test('loses a value that is no number, and only that', async () => {
      const { metrics, arrived } = await open();
      const age: Metric = { name: 'OldestCall', value: 12.5, unit: 'Seconds' };

      expect(await metrics.publish([{ ...age, value: Number.NaN }, age, { ...age, value: -1 / 0 }])).toBe(2);
      expect(arrived()).toEqual([age]);
    });

    test('publishing nothing is nothing', async () => {
      const { metrics, arrived } = await open();

      expect(await metrics.publish([])).toBe(0);
      expect(arrived()).toEqual([]);
    });
  });
}
