import { createInMemoryCanaries } from '../../lambda/adapters/in-memory/canaries.ts';
import { createInMemoryCanarySender } from '../../lambda/adapters/in-memory/canary-sender.ts';
import { createInMemoryMetrics } from '../../lambda/adapters/in-memory/metrics.ts';
import { canaryHandler } from '../../lambda/handlers/canary.ts';
import type { CanaryReport } from '../../lambda/workflows/canary.ts';
import { movableClock } from '../contracts/outage.ts';

test('the canary logs which places are silent and where it could not send', async () => {
  const logged: CanaryReport[] = [];
  const places = [{ account: '111122223333', region: 'eu-central-1' }];
  const sender = createInMemoryCanarySender(() => ({ kind: 'permanent', reason: 'AccessDenied' }));
  const handler = canaryHandler(
    () => ({
      canaries: createInMemoryCanaries(),
      sender,
      metrics: createInMemoryMetrics(),
      clock: movableClock(),
      nonce: () => 'n1',
      places: async () => ({ places, problem: null }),
    }),
    (report) => logged.push(report),
  );

  await handler();

  expect(logged).toEqual([
    { sent: 0, silent: [], unsent: [expect.stringMatching(/^111122223333\/eu-central-1: .*AccessDenied/)] },
  ]);
});
