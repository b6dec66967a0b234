import { createInMemoryCanaries } from '../../lambda/adapters/in-memory/canaries.ts';
import { createInMemoryCanarySender } from '../../lambda/adapters/in-memory/canary-sender.ts';
import { createInMemoryMetrics } from '../../lambda/adapters/in-memory/metrics.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import type { Failure } from '../../lambda/ports/outcome.ts';
import { CANARY_SILENCE_MS, type CanaryPorts, sendCanaries } from '../../lambda/workflows/canary.ts';
import { movableClock } from '../contracts/outage.ts';
import { START } from './messages.ts';
import { createWorld } from './world.ts';

const PLACES = [
  { account: '111122223333', region: 'eu-central-1' },
  { account: '123456789012', region: 'us-east-1' },
];
const ROUND_MS = 15 * 60_000;

function rounds(failureAt?: (place: string) => Failure | null) {
  const clock = movableClock(START);
  const canaries = createInMemoryCanaries();
  const sender = createInMemoryCanarySender(failureAt);
  const metrics = createInMemoryMetrics();
  let nonces = 0;
  const nonce = () => {
    nonces++;
    return `n${nonces}`;
  };
  const ports: CanaryPorts = {
    canaries,
    sender,
    metrics,
    clock,
    nonce,
    places: async () => ({ places: PLACES, problem: null }),
  };
  return { clock, canaries, sender, metrics, ports };
}

/** CloudTrail's record of a canary's call. */
function canaryRecord(nonce: string): JsonObject {
  return {
    eventVersion: '1.11',
    eventID: `00000000-0000-4000-8000-${nonce.padStart(12, '0').replace('n', '0')}`,
    eventTime: new Date(START).toISOString(),
    eventSource: 'ssm.amazonaws.com',
    eventName: 'PutParameter',
    eventType: 'AwsApiCall',
    awsRegion: 'eu-central-1',
    recipientAccountId: '111122223333',
    readOnly: false,
    sourceIPAddress: '198.51.100.7',
    userAgent: 'node',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE:canary-${nonce}`,
      arn: `arn:aws:sts::111122223333:assumed-role/countersign-canary/canary-${nonce}`,
      accountId: '111122223333',
      accessKeyId: 'ASIAEXAMPLEEXAMPLE01',
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/countersign-canary' },
      },
    },
    requestParameters: { name: '/countersign/canary', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    responseElements: { version: 7 },
  };
}

describe('sendCanaries', () => {
  test('sends one to every place, each with a nonce of its own', async () => {
    const { ports, sender } = rounds();

    expect(await sendCanaries(ports)).toEqual({ sent: 2, silent: [], unsent: [] });

    expect(sender.sent().map(({ place }) => place)).toEqual(PLACES);
    expect(new Set(sender.sent().map(({ nonce }) => nonce)).size).toBe(2);
  });

  test('says that it does not know all places, and sends to those it knows', async () => {
    const { ports, metrics } = rounds();

    const report = await sendCanaries({
      ...ports,
      places: async () => ({ places: PLACES, problem: 'no list' }),
    });

    expect(report).toEqual({ sent: 2, silent: [], unsent: ['no list'] });
    expect(metrics.published()).toContainEqual({ name: 'CanariesUnsent', value: 1, unit: 'Count' });
  });

  test('names the place from which nothing arrives for three rounds, and no other', async () => {
    const { ports, clock, canaries, sender } = rounds();
    let report = await sendCanaries(ports);
    for (let round = 0; round < CANARY_SILENCE_MS / ROUND_MS; round++) {
      expect(report.silent).toEqual([]);
      const heard = sender.sent().findLast(({ place }) => place.region === 'us-east-1');
      await canaries.arrived(PLACES[1] ?? { account: '', region: '' }, heard?.nonce ?? '', clock.now());
      clock.advance(ROUND_MS);
      report = await sendCanaries(ports);
    }

    expect(report.silent).toEqual(['111122223333/eu-central-1']);
  });

  test('says where it could not send and why, and sends everywhere else', async () => {
    const { ports, metrics } = rounds((place) =>
      place.startsWith('111122223333') ? { kind: 'permanent', reason: 'sts answered 403' } : null,
    );

    const report = await sendCanaries(ports);

    expect(report).toMatchObject({ sent: 1, unsent: [expect.stringContaining('sts answered 403')] });
    expect(metrics.published()).toContainEqual({ name: 'CanariesUnsent', value: 1, unit: 'Count' });
  });
});

describe('a canary that comes out of the queue', () => {
  const place = { account: '111122223333', region: 'eu-central-1' };

  async function arrivalOf(nonce: string): Promise<number | undefined> {
    const world = createWorld();
    const canaries = createInMemoryCanaries();
    await canaries.expect(place, 'n1', START - 1);
    await world.deliverCalls(canaryRecord(nonce));
    await world.drainWith({ canaries });
    return (await canaries.lastArrivals([place])).get('111122223333/eu-central-1');
  }

  test('is noted', async () => {
    expect(await arrivalOf('n1')).toBeGreaterThanOrEqual(START);
  });

  test('proves nothing with a nonce that was never sent', async () => {
    expect(await arrivalOf('n2')).toBe(START - 1);
  });
});
