import { createPagerDutyPager } from '../../../lambda/adapters/pagerduty/pagerduty-pager.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { createPagerDutyStandIn } from '../../../local/stand-ins/pagerduty.ts';
import { standInFetch } from '../../../local/stand-ins/stand-in-fetch.ts';
import { movableClock } from '../../contracts/outage.ts';
import { pageWith } from '../../contracts/pager.contract.ts';

const ROUTING_KEY = 'r'.repeat(32);
const PAYLOAD = { summary: 'A page', source: '111122223333', severity: 'critical' };
const EVENT = { routing_key: ROUTING_KEY, event_action: 'trigger', dedup_key: 'case/1', payload: PAYLOAD };

function service() {
  const create = () => createPagerDutyStandIn({ clock: movableClock(), routingKey: ROUTING_KEY });
  const pagerDuty = create();
  const fetch = standInFetch([pagerDuty]);
  const send = (body: string) => fetch('https://events.pagerduty.com/v2/enqueue', { method: 'POST', body });
  return { pagerDuty, fetch, send, create };
}

describe('the PagerDuty stand-in', () => {
  test('counts the triggers of a key and shows the first summary with the newest details', async () => {
    const { pagerDuty, fetch } = service();
    const pager = createPagerDutyPager({ routingKey: ROUTING_KEY, region: 'us', fetch });

    await pager.trigger(pageWith({ summary: 'first', details: { calls: 1 } }));
    await pager.trigger(pageWith({ summary: 'second', severity: 'error', details: { calls: 2 } }));

    expect(pagerDuty.state().incidents).toMatchObject([
      {
        dedupKey: 'case/1',
        summary: 'first',
        severity: 'critical',
        details: { calls: 2 },
        events: 2,
        state: 'open',
      },
    ]);
  });

  test('opens another incident under a key that was resolved', async () => {
    const { pagerDuty, send } = service();

    for (const event_action of ['trigger', 'resolve', 'trigger'])
      await send(JSON.stringify({ ...EVENT, event_action }));

    expect(pagerDuty.state().incidents.map(({ state }) => state)).toEqual(['resolved', 'open']);
  });

  test.each<[string, JsonObject | string]>([
    ['no JSON', '{'],
    ['another routing key', { ...EVENT, routing_key: 'x'.repeat(32) }],
    ['a short routing key', { ...EVENT, routing_key: 'short' }],
    ['no action', { ...EVENT, event_action: undefined }],
    ['a key of 256', { ...EVENT, dedup_key: 'k'.repeat(256) }],
    ['no payload', { ...EVENT, payload: undefined }],
    ['a blank summary', { ...EVENT, payload: { ...PAYLOAD, summary: ' ' } }],
    ['a summary of 1,025', { ...EVENT, payload: { ...PAYLOAD, summary: 's'.repeat(1_025) } }],
    ['no source', { ...EVENT, payload: { ...PAYLOAD, source: undefined } }],
    ['an unknown severity', { ...EVENT, payload: { ...PAYLOAD, severity: 'fatal' } }],
    ['a time that is none', { ...EVENT, payload: { ...PAYLOAD, timestamp: 'yesterday' } }],
    ['details that are a text', { ...EVENT, payload: { ...PAYLOAD, custom_details: 'text' } }],
    ['a link to nowhere', { ...EVENT, links: [{ text: 'What to do' }] }],
    [
      'more than 512 KB',
      { ...EVENT, payload: { ...PAYLOAD, custom_details: { calls: 'x'.repeat(512_000) } } },
    ],
  ])('refuses %s', async (_name, event) => {
    const { pagerDuty, send } = service();

    const response = await send(typeof event === 'string' ? event : JSON.stringify(event));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: 'invalid event', errors: [expect.any(String)] });
    expect(pagerDuty.state().incidents).toEqual([]);
  });

  test('goes on after a restart where it was saved', async () => {
    const { pagerDuty, send, create } = service();
    await send(JSON.stringify(EVENT));

    const restarted = create();
    expect(restarted.load(JSON.parse(JSON.stringify(pagerDuty.save())))).toEqual({ ok: true, value: null });

    expect(restarted.state()).toEqual(pagerDuty.state());
    expect(restarted.load(null).ok).toBe(false);
  });
});
