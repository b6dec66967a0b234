import { Client } from '@duosecurity/duo_api';
import type { DuoRequest } from '../../lambda/adapters/duo/duo-api.ts';
import { createDuoCall } from '../../lambda/adapters/duo/duo-api.ts';
import type { RecordedRequest } from './recorded-requests.ts';
import { recordRequests } from './recorded-requests.ts';

const OK = { status: 200, body: '{"stat":"OK","response":{}}' };
const KEYS = { host: 'api-test.duosecurity.com', integrationKey: 'DITEST', secretKey: 'a secret key' };
const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

const REQUESTS: Readonly<Record<string, DuoRequest>> = {
  preauth: { method: 'POST', path: '/auth/v2/preauth', params: { username: 'zoë+o’neil@example.com' } },
  auth: {
    method: 'POST',
    path: '/auth/v2/auth',
    params: {
      username: 'ana',
      factor: 'push',
      device: 'auto',
      async: '1',
      type: 'AWS call',
      pushinfo: "Calls=it's (*)!&Code=42",
    },
  },
  'auth status': { method: 'GET', path: '/auth/v2/auth_status', params: { txid: 'a b/c+d~e' } },
  ping: { method: 'GET', path: '/auth/v2/ping', params: {} },
};

describe('what we send to Duo', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      now: NOW,
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'queueMicrotask'],
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test.each(Object.entries(REQUESTS))('equals what its own client sends: %s', async (_name, request) => {
    const ours = await recordRequests(OK, () =>
      createDuoCall({ ...KEYS, fetch, clock: { now: () => NOW } })(request, AbortSignal.timeout(5_000)),
    );

    const client = new Client(KEYS.integrationKey, KEYS.secretKey, KEYS.host);
    const theirs = await recordRequests(
      OK,
      () =>
        new Promise((resolve) =>
          client.jsonApiCall(request.method, request.path, { ...request.params }, resolve),
        ),
    );

    expect(ours.map(comparable)).toEqual(theirs.map(comparable));
    expect(ours).toHaveLength(1);
    expect(ours[0]?.headers['authorization']).toMatch(/^Basic /);
  });
});

/** Everything that Duo looks at: the signature covers date, method, host, path and parameters. */
function comparable({ method, url, headers, body }: RecordedRequest) {
  const { authorization, date } = headers;
  return { method, url, authorization, date, contentType: headers['content-type'], body };
}
