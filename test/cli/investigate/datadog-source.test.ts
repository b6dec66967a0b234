import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { datadogSource } from '../../../cli/investigate/datadog-source.ts';
import { auditApi } from '../../../lambda/adapters/datadog/audit-events.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { reportOf } from '../../../lambda/investigate/report.ts';
import { gatherActions } from '../../../lambda/workflows/gather-actions.ts';
import { networks } from '../../investigate/sample-calls.ts';

const KEY = '11111111-2222-4333-8444-555555555555';
const SUBJECT = { kind: 'datadog-key', key: KEY } as const;
type Asked = { filter: { query: string; from: string }; page: { cursor?: string } };
type Answer = { status?: number; headers?: Record<string, string>; body: JsonObject };

let made = 0;
function event(more: JsonObject = {}): JsonObject {
  made++;
  const attributes = {
    action: 'accessed',
    evt: { name: 'Request' },
    http: { method: 'GET', url_details: { path: '/api/v1/monitor' }, status_code: 200 },
    network: {
      client: {
        ip: '192.0.2.1',
        geoip: {
          country: { iso_code: 'DE' },
          city: { name: 'Bonn' },
          as: { number: 'AS64496', name: 'Example Access' },
        },
      },
    },
    usr: { email: 'ana@example.com' },
    metadata: { api_key: { id: KEY } },
    ...more,
  };
  return {
    id: `event-${made}`,
    type: 'audit',
    attributes: { timestamp: `2026-03-02T09:00:${String(made % 60).padStart(2, '0')}Z`, attributes },
  };
}

describe('the Audit Trail of Datadog as a source', () => {
  let server: Server;
  let answer: (asked: Asked) => Answer = () => ({ body: { data: [] } });
  let keysSeen: (string | string[] | undefined)[] = [];
  const before = { ...process.env };

  beforeAll(async () => {
    process.env['DD_API_KEY'] = 'api-key-of-a-test';
    process.env['DD_APP_KEY'] = 'app-key-of-a-test';
    server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      keysSeen = [request.headers['dd-api-key'], request.headers['dd-application-key']];
      const { status = 200, headers = {}, body } = answer(JSON.parse(Buffer.concat(parts).toString()));
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    process.env = before;
    await new Promise((resolve) => server.close(resolve));
  });

  async function search() {
    const { port } = server.address() as AddressInfo;
    const complaints: string[] = [];
    const io = {
      networks,
      complain: (each: string) => complaints.push(each),
      progress: () => undefined,
    };
    const source = datadogSource(auditApi(`http://127.0.0.1:${port}`), {
      ...io,
      now: () => Date.UTC(2026, 2, 9),
    });
    const findings = await gatherActions(
      SUBJECT,
      [source],
      { since: Date.UTC(2026, 0, 1), until: null },
      false,
    );
    return { report: reportOf(SUBJECT, findings, Date.UTC(2026, 2, 9)), complaints };
  }

  const page = (data: readonly JsonObject[], after?: string): Answer => ({
    body: { data, ...(after === undefined ? {} : { meta: { page: { after } } }) },
  });
  const isByKey = ({ filter }: Asked): boolean => filter.query.startsWith('@metadata.api_key.id:');
  const refusal = (status: number): Answer => ({ status, body: { errors: ['no'] } });

  test('tells what the key did, from where, what it deleted and who made it', async () => {
    const monitor = { type: 'monitor', id: '7' };
    const abroad = {
      client: {
        ip: '203.0.113.5',
        geoip: { country: { iso_code: 'BR' }, as: { number: 14061, name: 'Example Hosting' } },
      },
    };
    const deletion = event({
      action: 'deleted',
      evt: { name: 'Monitor' },
      asset: monitor,
      network: abroad,
      http: { method: 'DELETE', url_details: { path: '/api/v1/monitor/7' }, status_code: 200 },
    });
    const denied = event({
      http: { method: 'GET', url_details: { path: '/api/v1/user' }, status_code: 403 },
    });
    const birth = event({
      action: 'created',
      evt: { name: 'Access Management' },
      asset: { type: 'api_key', id: KEY },
      usr: { email: 'admin@example.com' },
    });
    answer = (asked) => (isByKey(asked) ? page([event(), denied, deletion]) : page([birth]));

    const { report } = await search();

    expect(report.seen).toMatchObject({ events: 3, failed: 1 });
    expect(report.created?.by).toBe('admin@example.com');
    expect(report.endpoints.map(({ method, path }) => `${method} ${path}`)).toContain(
      'DELETE /api/v1/monitor/7',
    );
    expect(report.origins.map(({ country, asn, flag }) => [country, asn, flag === null])).toEqual([
      ['DE', 64496, true],
      ['BR', 14061, false],
    ]);
    expect(report.destructive).toMatchObject([{ event: 'Monitor', resourceType: 'monitor', resource: '7' }]);
    expect(report.signals.map(({ kind }) => kind)).toContain('monitoring-removed');
    expect(report.recommendations[0]?.command).toContain(`/api/v2/api_keys/${KEY}`);
    expect(keysSeen).toEqual(['api-key-of-a-test', 'app-key-of-a-test']);
  });

  test('takes all pages', async () => {
    answer = (asked) => {
      if (!isByKey(asked)) return page([]);
      return asked.page.cursor === undefined ? page([event(), event()], 'more') : page([event()]);
    };

    expect((await search()).report.seen.events).toBe(3);
  });

  test('waits when it is asked to, and loses nothing', async () => {
    let refused = false;
    answer = (asked) => {
      if (!isByKey(asked)) return page([]);
      if (refused) return page([event()]);
      refused = true;
      return { ...refusal(429), headers: { 'x-ratelimit-reset': '1' } };
    };

    const { report, complaints } = await search();

    expect(report.seen.events).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('a key that ends on the way leaves what was found, and says so', async () => {
    answer = (asked) =>
      asked.page.cursor === undefined && isByKey(asked) ? page([event()], 'more') : refusal(403);

    const { report, complaints } = await search();

    expect(report.seen.events).toBe(1);
    expect(complaints[0]).toMatch(/stopped after 1 pages.*audit_logs_read/);
  });

  test('a wrong key is one clear line without the key', async () => {
    answer = () => refusal(401);

    await expect(search()).rejects.toThrow(
      /^Datadog does not know DD_API_KEY \(401\), or it belongs to another DD_SITE$/,
    );
  });
});
