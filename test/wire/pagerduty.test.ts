import { event } from '@pagerduty/pdjs';
import { createPagerDutyPager } from '../../lambda/adapters/pagerduty/pagerduty-pager.ts';
import { pageWith } from '../contracts/pager.contract.ts';
import type { RecordedRequest } from './recorded-requests.ts';
import { recordRequests } from './recorded-requests.ts';

const ROUTING_KEY = 'r'.repeat(32);
const ACCEPTED = {
  status: 202,
  body: '{"status":"success","message":"Event processed","dedup_key":"case/1"}',
};

describe('what we send to PagerDuty', () => {
  test.each([
    ['us', 'events.pagerduty.com'],
    ['eu', 'events.eu.pagerduty.com'],
  ] as const)('equals what its own client sends, region %s', async (region, server) => {
    const page = pageWith({
      summary: 'Zoë “CreateUser” & more',
      details: { calls: ['CreateUser'], empty: null },
    });
    const ours = await recordRequests(ACCEPTED, () =>
      createPagerDutyPager({ routingKey: ROUTING_KEY, region, fetch }).trigger(page),
    );
    const data = {
      routing_key: ROUTING_KEY,
      event_action: 'trigger' as const,
      dedup_key: page.dedupKey,
      payload: {
        summary: page.summary,
        source: page.source,
        severity: page.severity,
        timestamp: '2026-11-20T00:00:00.000Z',
        custom_details: page.details,
      },
      links: [...page.links],
      client: 'Countersign',
    };

    const theirs = await recordRequests(ACCEPTED, () => event({ server, data, requestTimeout: 0 }));

    expect(ours.map(comparable)).toEqual(theirs.map(comparable));
    expect(ours).toHaveLength(1);
  });
});

/** JSON objects have no order, so the body is compared as a value; client-specific headers are left out. */
function comparable({ method, url, headers, body }: RecordedRequest) {
  return { method, url, contentType: headers['content-type'], body: JSON.parse(body) as unknown };
}
