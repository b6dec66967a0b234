import { createInMemoryMetrics } from '../../../lambda/adapters/in-memory/metrics.ts';
import { metricsContract } from '../../contracts/metrics.contract.ts';

metricsContract('in memory', async () => {
  const metrics = createInMemoryMetrics();
  return { metrics, arrived: metrics.published };
});
