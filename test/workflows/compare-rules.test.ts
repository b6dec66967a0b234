import { createInMemoryDeployedRules } from '../../lambda/adapters/in-memory/deployed-rules.ts';
import { createInMemoryMetrics } from '../../lambda/adapters/in-memory/metrics.ts';
import type { ExpectedRule } from '../../lambda/eventbridge/expected-rules.ts';
import type { Failure } from '../../lambda/ports/outcome.ts';
import { compareDeployedRules } from '../../lambda/workflows/compare-rules.ts';

const PLACES = [
  { account: '111122223333', region: 'eu-central-1' },
  { account: '444455556666', region: 'us-east-1' },
];
const WANTED: ExpectedRule = {
  name: 'countersign-canary',
  state: 'ENABLED',
  pattern: { source: ['aws.ssm'] },
  topic: 'countersign-events',
};
const THERE = { ...WANTED, topics: [WANTED.topic] };
const ENOUGH = () => 600_000;

function world(failureAt?: (place: string) => Failure | null) {
  const deployedRules = createInMemoryDeployedRules(failureAt);
  for (const place of PLACES) deployedRules.deploy(place, [THERE]);
  const metrics = createInMemoryMetrics();
  const published = () => Object.fromEntries(metrics.published().map(({ name, value }) => [name, value]));
  return {
    deployedRules,
    published,
    ports: {
      deployedRules,
      metrics,
      places: async () => ({ places: PLACES, problem: null }),
      expectedAt: () => [WANTED],
    },
  };
}

describe('compareDeployedRules', () => {
  test('publishes that nothing differs, so that silence is not mistaken for it', async () => {
    const { ports, published } = world();

    expect(await compareDeployedRules(ports, ENOUGH)).toEqual({
      compared: 2,
      differing: 0,
      differences: [],
      notCompared: [],
    });
    expect(published()).toEqual({ RulesDiffering: 0, PlacesNotCompared: 0 });
  });

  test('names the place, the rule and what is wrong with it', async () => {
    const { ports, deployedRules, published } = world();
    deployedRules.deploy({ account: '444455556666', region: 'us-east-1' }, [{ ...THERE, state: 'DISABLED' }]);

    expect(await compareDeployedRules(ports, ENOUGH)).toMatchObject({
      differing: 1,
      differences: ['444455556666/us-east-1 countersign-canary: disabled, it is switched off'],
    });
    expect(published()).toMatchObject({ RulesDiffering: 1 });
  });

  test('compares the others when one place cannot be asked', async () => {
    const { ports, deployedRules, published } = world((place) =>
      place.startsWith('1111') ? { kind: 'permanent', reason: 'AccessDenied' } : null,
    );
    deployedRules.deploy({ account: '444455556666', region: 'us-east-1' }, []);

    expect(await compareDeployedRules(ports, ENOUGH)).toEqual({
      compared: 1,
      differing: 1,
      differences: ['444455556666/us-east-1 countersign-canary: missing, it is not there'],
      notCompared: ['111122223333/eu-central-1: permanent: AccessDenied'],
    });
    expect(published()).toEqual({ RulesDiffering: 1, PlacesNotCompared: 1 });
  });

  test('says that it does not know all places', async () => {
    const { ports, published } = world();
    const places = async () => ({ places: PLACES, problem: 'no list' });

    expect(await compareDeployedRules({ ...ports, places }, ENOUGH)).toMatchObject({
      compared: 2,
      notCompared: ['no list'],
    });
    expect(published()).toMatchObject({ PlacesNotCompared: 1 });
  });

  test('says what it had no time for, and still tells what it saw', async () => {
    const { ports, published } = world();
    let asked = 0;
    const report = await compareDeployedRules({ ...ports }, () => {
      asked++;
      return asked === 1 ? 600_000 : 1_000;
    });

    expect(report).toMatchObject({ compared: 1, notCompared: ['444455556666/us-east-1: out of time'] });
    expect(published()).toEqual({ RulesDiffering: 0, PlacesNotCompared: 1 });
  });
});
