import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AthenaClient } from '@aws-sdk/client-athena';
import { S3Client } from '@aws-sdk/client-s3';
import { athenaSource, type QueryCost } from '../../../lambda/adapters/athena/athena-source.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { gatherActions } from '../../../lambda/workflows/gather-actions.ts';
import { KEY, networks } from '../../investigate/sample-calls.ts';

type Input = JsonObject & { NextToken?: string; QueryString?: string; ExecutionParameters?: string[] };
type Answer = { readonly status?: number; readonly body: JsonObject };

const NOW = Date.UTC(2026, 2, 9);
const SUBJECT = { kind: 'access-key', key: KEY } as const;
const COLUMNS = [
  'useridentity',
  'eventtime',
  'eventsource',
  'eventname',
  'eventid',
  'awsregion',
  'responseelements',
];
const HEAD = [
  'eventID',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'identityType',
  'identityKey',
  'responseElements',
];
const PROJECTED = {
  'projection.timestamp.format': 'yyyy/MM/dd',
  'projection.region.values': 'eu-central-1,us-east-1',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as Glue writes it
  'storage.location.template': 's3://logs/AWSLogs/111122223333/CloudTrail/${region}/${timestamp}',
};

const tableWith = (
  keys: readonly string[],
  parameters: JsonObject = PROJECTED,
  columns = COLUMNS,
): Answer => ({
  body: {
    TableMetadata: {
      Name: 'logs',
      Columns: columns.map((Name) => ({ Name, Type: 'string' })),
      PartitionKeys: keys.map((Name) => ({ Name, Type: 'string' })),
      Parameters: parameters,
    },
  },
});
const rowsOf = (rows: readonly (readonly (string | null)[])[], NextToken?: string): Answer => ({
  body: {
    ResultSet: {
      Rows: rows.map((row) => ({ Data: row.map((text) => (text === null ? {} : { VarCharValue: text })) })),
    },
    ...(NextToken === undefined ? {} : { NextToken }),
  },
});
const rowOf = (id: string, key = KEY, response: string | null = null) => [
  id,
  '2026-03-02T09:00:00Z',
  'iam.amazonaws.com',
  response === null ? 'ListUsers' : 'CreateAccessKey',
  'us-east-1',
  'IAMUser',
  key,
  response,
];
const stateOf = (Status: JsonObject): Answer => ({
  body: { QueryExecution: { Status, Statistics: { DataScannedInBytes: 1_024 ** 4 } } },
});
const nothing = (): Answer => ({ body: {} });
const refusal = (name: string): Answer => ({ status: 400, body: { __type: name, message: 'no' } });

describe('a table of CloudTrail logs in Athena as a source', () => {
  let server: Server;
  let asked: { target: string; input: Input }[] = [];
  let answers: Record<string, (input: Input) => Answer> = {};
  let listed: string[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      if (request.method === 'GET') {
        listed.push(new URL(request.url ?? '', 'http://s3').searchParams.get('prefix') ?? '');
        response.setHeader('content-type', 'application/xml');
        response.end(
          '<ListBucketResult><Contents><Key>a</Key><Size>1073741824</Size></Contents></ListBucketResult>',
        );
        return;
      }
      const target = String(request.headers['x-amz-target']).replace('AmazonAthena.', '');
      const input: Input = JSON.parse(Buffer.concat(parts).toString());
      asked.push({ target, input });
      const { status = 200, body } = (answers[target] ?? nothing)(input);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    asked = [];
    listed = [];
    answers = {
      GetTableMetadata: () => tableWith(['region', 'timestamp']),
      GetWorkGroup: () => ({
        body: { WorkGroup: { Name: 'security', Configuration: { BytesScannedCutoffPerQuery: 1_024 ** 4 } } },
      }),
      StartQueryExecution: () => ({ body: { QueryExecutionId: 'q-1' } }),
      GetQueryExecution: () => stateOf({ State: 'SUCCEEDED' }),
      GetQueryResults: () => rowsOf([HEAD, rowOf('one')]),
    };
  });

  async function search({ regions = [], says = true }: { regions?: readonly string[]; says?: boolean } = {}) {
    const { port } = server.address() as AddressInfo;
    const config = {
      region: 'eu-central-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
      maxAttempts: 1,
    };
    const complaints: string[] = [];
    const costs: QueryCost[] = [];
    const paid: number[] = [];
    const waits: number[] = [];
    const source = athenaSource(
      new AthenaClient(config),
      new S3Client({ ...config, forcePathStyle: true }),
      {
        workgroup: 'security',
        database: 'audit',
        table: 'logs',
        accounts: [],
        regions,
        now: () => NOW,
        sleep: async (ms) => void waits.push(ms),
        mayRun: async (cost) => {
          costs.push(cost);
          return says;
        },
        ran: (_bytes, dollars) => void paid.push(dollars),
      },
      { networks, complain: (each) => complaints.push(each), progress: () => undefined },
    );
    const period = { since: Date.UTC(2026, 2, 1), until: Date.UTC(2026, 2, 8) };
    const findings = await gatherActions(SUBJECT, [source], period, false);
    return { findings, complaints, costs, paid, waits };
  }

  const started = (): Input => asked.find(({ target }) => target === 'StartQueryExecution')?.input ?? {};

  test('takes all pages, and the call that made the key', async () => {
    const birth = rowOf('birth', 'AKIAOTHER', JSON.stringify({ accessKey: { accessKeyId: KEY } }));
    answers['GetQueryResults'] = ({ NextToken }) =>
      NextToken === undefined ? rowsOf([HEAD, rowOf('one'), birth], 'more') : rowsOf([rowOf('two')]);

    const { findings, paid } = await search();

    expect(findings.actions.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(findings.birth?.event).toBe('CreateAccessKey');
    expect(paid).toEqual([5]);
  });

  test('asks for the needed days and regions only, and puts no value into the SQL', async () => {
    await search({ regions: ['us-east-1'] });

    const { QueryString: sql = '', ExecutionParameters: values = [] } = started();
    expect(sql).toContain('"region" IN (?)');
    expect(sql).toContain('"timestamp" BETWEEN ? AND ?');
    expect(sql).not.toContain(KEY);
    expect(values).toEqual([
      "'us-east-1'",
      "'2026/03/01'",
      "'2026/03/09'",
      "'2026-03-01T00:00:00Z'",
      "'2026-03-08T00:00:00Z'",
      `'${KEY}'`,
      `'${KEY}'`,
    ]);
    expect(sql.match(/\?/g)).toHaveLength(values.length);
  });

  test('a table divided by year, month and day is asked month by month', async () => {
    answers['GetTableMetadata'] = () => tableWith(['region', 'year', 'month', 'day'], {});

    const { costs } = await search();

    expect(started().QueryString).toContain('("year" = ? AND "month" = ?)');
    expect(started().ExecutionParameters?.slice(0, 2)).toEqual(["'2026'", "'03'"]);
    expect(costs[0]?.estimate).toBeNull();
  });

  test('says before it runs what it will read, from the sizes of a few days, and the limit', async () => {
    const { costs } = await search();

    expect(listed).toEqual([
      'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/03/01/',
      'AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/',
      'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/03/05/',
      'AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/05/',
      'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/03/09/',
      'AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/09/',
    ]);
    expect(costs).toEqual([
      {
        estimate: { bytes: 18 * 1_024 ** 3, days: 9, daysSampled: 3 },
        cutoffBytes: 1_024 ** 4,
        prunedBy: ['timestamp'],
      },
    ]);
  });

  test('runs nothing unless it may', async () => {
    await expect(search({ says: false })).rejects.toThrow('Athena security/audit.logs: was not asked');

    expect(started()).toEqual({});
  });

  test('waits until the query has ended', async () => {
    const states = ['QUEUED', 'RUNNING', 'SUCCEEDED'];
    answers['GetQueryExecution'] = () => stateOf({ State: states.shift() ?? 'SUCCEEDED' });

    const { waits, findings } = await search();

    expect(waits).toEqual([1_000, 1_000]);
    expect(findings.actions).toHaveLength(1);
  });

  test('a query that fails is one line with its reason', async () => {
    answers['GetQueryExecution'] = () =>
      stateOf({ State: 'FAILED', StateChangeReason: 'Query exhausted resources' });

    await expect(search()).rejects.toThrow('Athena security/audit.logs: Query exhausted resources');
  });

  test('credentials that end between pages leave what was found, and say so', async () => {
    answers['GetQueryResults'] = ({ NextToken }) =>
      NextToken === undefined ? rowsOf([HEAD, rowOf('one')], 'more') : refusal('ExpiredTokenException');

    const { findings, complaints } = await search();

    expect(findings.actions).toHaveLength(1);
    expect(complaints.join()).toMatch(/stopped after 1 records.*ExpiredTokenException/);
  });

  test.each([
    ['is throttled', 'TooManyRequestsException'],
    ['is denied', 'AccessDeniedException'],
  ])('a workgroup that %s is one line with its reason', async (_what, name) => {
    answers['StartQueryExecution'] = () => refusal(name);

    await expect(search()).rejects.toThrow(`Athena security/audit.logs: ${name}`);
  });

  test('a table of something else is refused before anything is read', async () => {
    answers['GetTableMetadata'] = () => tableWith([], {}, ['color']);

    await expect(search()).rejects.toThrow(/has no column useridentity.*not a table of CloudTrail logs/);
    expect(started()).toEqual({});
  });
});
