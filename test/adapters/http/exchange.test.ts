import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exchange } from '../../../lambda/adapters/http/exchange.ts';

const REQUEST = { method: 'GET', url: 'https://vendor.example.com/', headers: {} } as const;

describe('an HTTP exchange', () => {
  test('reads the whole answer', async () => {
    const fetch = async () => new Response('hello', { status: 202 });

    const answer = await exchange(fetch, REQUEST, AbortSignal.timeout(1_000));

    expect(answer).toMatchObject({ kind: 'answered', status: 202, body: 'hello' });
  });

  test('ends at its deadline although fetch ignores it', async () => {
    const never = () => new Promise<Response>(() => {});

    expect(await exchange(never, REQUEST, AbortSignal.timeout(20))).toEqual({ kind: 'silent' });
  });

  test('ends at its deadline although the body never ends', async () => {
    const fetch = async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));

    expect(await exchange(fetch, REQUEST, AbortSignal.timeout(20))).toEqual({ kind: 'silent' });
  });

  test('is silent when the deadline has passed before it began', async () => {
    const fetch = async () => new Response('late');

    expect(await exchange(fetch, REQUEST, AbortSignal.abort())).toEqual({ kind: 'silent' });
  });

  test('says what broke', async () => {
    const fetch = () =>
      Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }));

    const answer = await exchange(fetch, REQUEST, AbortSignal.timeout(1_000));

    expect(answer).toEqual({ kind: 'failed', reason: 'fetch failed: connect ECONNREFUSED' });
  });

  test('does not follow a redirect, and sends the date it is given', async () => {
    const dates: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      dates.push(request.headers.date);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const date = 'Fri, 20 Nov 2026 12:00:00 GMT';

    const request = { ...REQUEST, url: `http://127.0.0.1:${port}/`, headers: { date } };
    const answer = await exchange(fetch, request, AbortSignal.timeout(2_000));

    server.closeAllConnections();
    server.close();
    expect(answer).toMatchObject({ kind: 'failed' });
    expect(dates).toEqual([date]);
  });
});
