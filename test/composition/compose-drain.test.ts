import { REPOSITORY_NETWORKS } from '../../lambda/adapters/geoip/repository-file.ts';
import { composeDrain } from '../../lambda/composition/compose-drain.ts';
import type { Runtime } from '../../lambda/composition/runtime.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { ENVIRONMENT } from '../../lambda/environment.ts';

const place = {
  endpoint: 'http://127.0.0.1:1',
  region: 'eu-west-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
};

function networksWith(environment: Record<string, string>) {
  const runtime: Runtime = {
    environment: {
      [ENVIRONMENT.queueUrl]: 'http://127.0.0.1:1/q',
      [ENVIRONMENT.verifyQueueUrl]: 'http://127.0.0.1:1/v',
      [ENVIRONMENT.investigateQueueUrl]: 'http://127.0.0.1:1/i',
      [ENVIRONMENT.stateTable]: 'state',
      [ENVIRONMENT.journalTable]: 'journal',
      ...environment,
    },
    clock: { now: () => 0 },
    random: () => 0,
    sleep: () => Promise.resolve(),
    fetch: () => Promise.reject(new Error('no network in this test')),
    secrets: { read: () => Promise.reject(new Error('no secrets in this test')) },
    places: { sqs: place, sns: place, dynamodb: place },
  };
  return composeDrain(runtime, { config: DEFAULT_CONFIG, rules: [] }).networks;
}

describe('composeDrain', () => {
  test('reads the table of addresses that the environment names', () => {
    const networks = networksWith({ [ENVIRONMENT.networksFile]: REPOSITORY_NETWORKS });

    expect(networks?.('8.8.8.8')?.organisation).toBe('Google LLC');
  });

  test('goes without a table where the environment names none', () => {
    expect(networksWith({})).toBeUndefined();
  });
});
