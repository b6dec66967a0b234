import type { Metric, Metrics } from '../../ports/metrics.ts';

export interface InMemoryMetrics extends Metrics {
  /** What was published, in order. */
  published(): readonly Metric[];
}

export function createInMemoryMetrics(): InMemoryMetrics {
  const kept: Metric[] = [];

  return {
    async publish(metrics) {
      const numbers = metrics.filter(({ value }) => Number.isFinite(value));
      kept.push(...numbers);
      return metrics.length - numbers.length;
    },
    published: () => [...kept],
  };
}
