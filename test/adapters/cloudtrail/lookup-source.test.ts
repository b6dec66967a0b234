import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { lookupSource } from '../../../lambda/adapters/cloudtrail/lookup-source.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { gatherActions } from '../../../lambda/workflows/gather-actions.ts';
import { change, KEY, networks, record } from '../../investigate/sample-calls.ts';

type Asked = { LookupAttributes: { AttributeKey: string }[]; NextToken?: string; StartTime?: number };
type Answer = { status?: number; body: JsonObject };

const ALL = { since: null, until: null };

describe('LookupEvents as a source', () => {
  let server: Server;
  let asked: Asked[] = [];
  let answer: (input: Asked) => Answer = () => ({ body: { Events: [] } });

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const input: Asked = JSON.parse(Buffer.concat(parts).toString());
      asked.push(input);
      const { status = 200, body } = answer(input);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    asked = [];
  });

  async function search(
    regions = ['eu-central-1'],
    period: { since: number | null; until: number | null } = ALL,
    mostPages: number | null = null,
  ) {
    const { port } = server.address() as AddressInfo;
    const complaints: string[] = [];
    const waits: number[] = [];
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
    const source = lookupSource(
      {
        places: regions.map((region) => ({
          name: region,
          client: new CloudTrailClient({
            region,
            endpoint: `http://127.0.0.1:${port}`,
            credentials,
            maxAttempts: 1,
          }),
        })),
        mostPages,
        sleep: async (ms) => void waits.push(ms),
      },
      {
        networks,
        complain: (each) => complaints.push(each),
        progress: () => undefined,
      },
    );
    const findings = await gatherActions({ kind: 'access-key', key: KEY }, [source], period, false);
    return { findings, complaints, waits };
  }

  const page = (records: readonly JsonObject[], NextToken?: string): Answer => ({
    body: {
      Events: records.map((each) => ({ CloudTrailEvent: JSON.stringify(each) })),
      ...(NextToken === undefined ? {} : { NextToken }),
    },
  });
  const isByKey = ({ LookupAttributes: [attribute] }: Asked): boolean =>
    attribute?.AttributeKey === 'AccessKeyId';
  const refusal = (name: string, status = 400): Answer => ({ status, body: { __type: name, message: 'no' } });

  test('takes all pages, at two requests a second, and the call that made the key', async () => {
    const birth = change('iam', 'CreateAccessKey', {
      userIdentity: {
        type: 'IAMUser',
        accessKeyId: 'AKIAOTHER',
        arn: 'arn:aws:iam::111122223333:user/admin',
      },
      responseElements: { accessKey: { accessKeyId: KEY } },
    });
    answer = (input) => {
      if (!isByKey(input)) return page([birth]);
      return input.NextToken === undefined ? page([record(), record()], 'more') : page([record()]);
    };

    const { findings, waits } = await search();

    expect(findings.actions).toHaveLength(3);
    expect(findings.birth?.actor).toBe('arn:aws:iam::111122223333:user/admin');
    expect(waits).toEqual([500, 500]);
  });

  test('waits longer and longer while it is throttled, and loses nothing', async () => {
    let refused = 0;
    answer = (input) => {
      if (!isByKey(input)) return page([]);
      return refused++ < 2 ? refusal('ThrottlingException') : page([record()]);
    };

    const { findings, waits, complaints } = await search();

    expect(findings.actions).toHaveLength(1);
    expect(waits).toEqual([1000, 2000, 500]);
    expect(complaints).toEqual([]);
  });

  test('credentials that end on the way leave what was found, and say so', async () => {
    answer = (input) =>
      input.NextToken === undefined ? page([record()], 'more') : refusal('ExpiredTokenException');

    const { findings, complaints } = await search();

    expect(findings.actions).toHaveLength(1);
    expect(complaints.join()).toMatch(/eu-central-1: stopped after 1 pages.*ExpiredTokenException/);
  });

  test('a source that gives nothing fails with its reason', async () => {
    answer = () => refusal('AccessDeniedException');

    await expect(search()).rejects.toThrow('LookupEvents: AccessDeniedException');
  });

  test('one region that refuses does not hide the others', async () => {
    let first = true;
    answer = (input) => {
      if (first) {
        first = false;
        return refusal('AccessDeniedException');
      }
      return page(isByKey(input) ? [record()] : []);
    };

    const { findings, complaints } = await search(['eu-central-1', 'us-east-1']);

    expect(findings.actions).toHaveLength(1);
    expect(complaints).toHaveLength(1);
  });

  test('ends after so many pages, and says that there is more', async () => {
    answer = (input) => (isByKey(input) ? page([record()], 'more') : page([]));

    const { findings, complaints } = await search(['eu-central-1'], ALL, 3);

    expect(findings.actions).toHaveLength(3);
    expect(complaints).toEqual(['eu-central-1: only the newest 3 pages were read']);
  });

  test('asks for the period only', async () => {
    answer = () => page([]);

    await search(['eu-central-1'], { since: Date.UTC(2026, 0, 1), until: null });

    expect(asked.find(isByKey)?.StartTime).toBe(Date.UTC(2026, 0, 1) / 1000);
  });

  test('an event without a record is told of and does not stop the rest', async () => {
    answer = (input) =>
      isByKey(input)
        ? {
            body: { Events: [{ CloudTrailEvent: 'no JSON' }, { CloudTrailEvent: JSON.stringify(record()) }] },
          }
        : page([]);

    const { findings, complaints } = await search();

    expect(findings.actions).toHaveLength(1);
    expect(complaints.join()).toContain('not JSON');
  });
});
