import { createInMemoryDeployedRules } from '../../lambda/adapters/in-memory/deployed-rules.ts';
import { createInMemoryMetrics } from '../../lambda/adapters/in-memory/metrics.ts';
import { compareHandler } from '../../lambda/handlers/compare.ts';
import type { CompareReport } from '../../lambda/workflows/compare-rules.ts';

test('the comparison logs what it found', async () => {
  const logged: CompareReport[] = [];
  const handler = compareHandler(
    () => ({
      deployedRules: createInMemoryDeployedRules(),
      metrics: createInMemoryMetrics(),
      places: async () => ({
        places: [{ account: '111122223333', region: 'eu-central-1' }],
        problem: null,
      }),
      expectedAt: () => [
        { name: 'countersign-canary', state: 'ENABLED', pattern: {}, topic: 'countersign-events' },
      ],
    }),
    (report) => logged.push(report),
  );

  await handler(null, { getRemainingTimeInMillis: () => 600_000 });

  expect(logged).toEqual([
    {
      compared: 1,
      differing: 1,
      differences: ['111122223333/eu-central-1 countersign-canary: missing, it is not there'],
      notCompared: [],
    },
  ]);
});
