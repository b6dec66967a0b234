import { createPagerDutyStandIn } from '../../../local/stand-ins/pagerduty.ts';
import type { StandIn } from '../../../local/stand-ins/stand-in-fetch.ts';
import { standInFetch } from '../../../local/stand-ins/stand-in-fetch.ts';

function standIn(answer: StandIn['answer']): StandIn {
  const service = createPagerDutyStandIn({ clock: { now: () => 0 }, routingKey: 'r'.repeat(32) });
  return { ...service, hosts: ['vendor.example.com'], answer };
}

describe('the intercepted network', () => {
  test('hands a request to the stand-in of its host', async () => {
    const fetch = standInFetch([standIn(async (request) => new Response(`got ${await request.text()}`))]);

    const response = await fetch('https://vendor.example.com/path', { method: 'POST', body: 'this' });

    expect(await response.text()).toBe('got this');
  });

  test.each(['https://other.example.com/', 'http://vendor.example.com/', 'https://vendor.example.com:8443/'])(
    'has no way to %s',
    async (url) => {
      const fetch = standInFetch([standIn(async () => new Response('here'))]);

      await expect(fetch(url, {})).rejects.toThrow('fetch failed');
    },
  );

  test('gives up when its caller does', async () => {
    const fetch = standInFetch([standIn(() => new Promise(() => {}))]);

    await expect(fetch('https://vendor.example.com/', { signal: AbortSignal.timeout(10) })).rejects.toThrow(
      'timeout',
    );
  });
});
