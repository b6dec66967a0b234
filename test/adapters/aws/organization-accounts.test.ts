import { createAwsOrganizationAccounts } from '../../../lambda/adapters/aws/organization-accounts.ts';
import type { Fetch } from '../../../lambda/adapters/http/exchange.ts';
import type { Partition } from '../../../lambda/config/regions.ts';
import {
  ORGANIZATION,
  organizationAccountsContract,
} from '../../contracts/organization-accounts.contract.ts';
import { movableClock } from '../../contracts/outage.ts';

const PAGE = 20;

/** AWS Organizations as far as listing goes. */
function organizations() {
  const asked: { url: string; headers: Headers }[] = [];
  const fetch: Fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    asked.push({ url, headers });
    const { ParentId, NextToken = '0' } = JSON.parse(String(init.body));
    const unit = ORGANIZATION[ParentId];
    if (unit === undefined) {
      return Response.json({ __type: 'ParentNotFoundException', Message: 'no such unit' }, { status: 400 });
    }
    const from = Number(NextToken);
    const more = (all: readonly unknown[]) =>
      from + PAGE < all.length ? { NextToken: String(from + PAGE) } : {};
    if (headers.get('x-amz-target')?.endsWith('ListAccountsForParent')) {
      const page = unit.accounts.slice(from, from + PAGE);
      const Accounts = page.map(({ id, active }, index) => ({
        Id: id,
        // Both the field that is to go and the one that comes in its place.
        [index % 2 === 0 ? 'Status' : 'State']: active ? 'ACTIVE' : 'SUSPENDED',
      }));
      return Response.json({ Accounts, ...more(unit.accounts) });
    }
    return Response.json({ OrganizationalUnits: unit.units.map((Id) => ({ Id })), ...more(unit.units) });
  };
  return { fetch, asked };
}

function listing(fetch: Fetch, partition: Partition = 'aws') {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'own' };
  return createAwsOrganizationAccounts({
    fetch,
    clock: movableClock(),
    credentials,
    partition,
    timeoutMs: 100,
  });
}

organizationAccountsContract('AWS Organizations', () => listing(organizations().fetch));

describe("AWS Organizations' accounts", () => {
  test.each([
    ['aws', 'https://organizations.us-east-1.amazonaws.com/', 'us-east-1'],
    ['aws-cn', 'https://organizations.cn-northwest-1.amazonaws.com.cn/', 'cn-northwest-1'],
    ['aws-us-gov', 'https://organizations.us-gov-west-1.amazonaws.com/', 'us-gov-west-1'],
  ] as const)('are asked for where the partition %s answers', async (partition, url, region) => {
    const { fetch, asked } = organizations();

    await listing(fetch, partition).list(['ou-ab12-sandbox']);

    expect(asked[0]?.url).toBe(url);
    expect(asked[0]?.headers.get('authorization')).toContain(`/${region}/organizations/aws4_request`);
    expect(asked[0]?.headers.get('x-amz-security-token')).toBe('own');
  });

  test('are not taken for whole when the list never ends', async () => {
    const fetch: Fetch = async () => Response.json({ Accounts: [], NextToken: 'again' });

    expect(await listing(fetch).list(['r-ab12'])).toEqual({
      kind: 'transient',
      reason: 'organizations: more than 1000 pages',
    });
  });

  test.each([
    ['says nothing', () => new Promise<Response>(() => {}), 'organizations: no answer'],
    ['answers in no JSON', async () => new Response('<html>'), 'an answer that could not be read'],
    ['breaks', async () => new Response('{}', { status: 503 }), 'organizations answered 503'],
  ])('are unknown while AWS %s', async (_what, fetch, reason) => {
    expect(await listing(fetch).list(['r-ab12'])).toMatchObject({
      kind: 'transient',
      reason: expect.stringContaining(reason),
    });
  });
});
