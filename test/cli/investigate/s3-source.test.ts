import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { s3Source } from '../../../cli/investigate/s3-source.ts';
import type { TrailPart } from '../../../lambda/adapters/s3/trail-objects.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { gatherActions } from '../../../lambda/workflows/gather-actions.ts';
import { KEY, networks, record } from '../../investigate/sample-calls.ts';

/** The embedded server is published as an ES module, which the tests' own loader cannot take. */
const EMBEDDED_S3 = `
  const { parentPort } = require('node:worker_threads');
  import('fauxqs')
    .then(({ startFauxqs }) => startFauxqs({ port: 0, host: '127.0.0.1', logger: false }))
    .then(({ port }) => parentPort.postMessage(port));
`;
const BUCKET = 'trail';
const ACCOUNT = '111122223333';
const WEEK: TrailPart = {
  accounts: [],
  regions: [],
  since: Date.UTC(2026, 2, 1),
  until: Date.UTC(2026, 2, 7),
};

describe('the bucket of a trail as a source', () => {
  let server: Worker;
  let client: S3Client;
  let gets: string[] = [];
  let pageSize = 1_000;

  beforeAll(async () => {
    server = new Worker(EMBEDDED_S3, { eval: true });
    const [port] = await once(server, 'message');
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
    client = new S3Client({
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    });
    client.middlewareStack.add((next, context) => async (args) => {
      if (context['commandName'] === 'GetObjectCommand') gets.push(String(Reflect.get(args.input, 'Key')));
      if (context['commandName'] === 'ListObjectsV2Command') Reflect.set(args.input, 'MaxKeys', pageSize);
      return await next(args);
    });
    await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
    await put(ACCOUNT, 'eu-central-1', '2026/03/02', 'a', [
      record(),
      record({ userIdentity: { type: 'IAMUser' } }),
    ]);
    await put(ACCOUNT, 'us-east-1', '2026/03/03', 'b', [record()]);
    await put(ACCOUNT, 'us-east-1', '2026/02/03', 'old', [record({ eventTime: '2026-02-03T00:00:00Z' })]);
    await put('444455556666', 'us-east-1', '2026/03/02', 'c', [record()]);
  });
  afterAll(async () => {
    client.destroy();
    await server.terminate();
  });
  beforeEach(() => {
    gets = [];
  });

  async function put(
    account: string,
    region: string,
    day: string,
    name: string,
    records: readonly JsonObject[],
  ) {
    await putBytes(
      `logs/AWSLogs/o-example/${account}/CloudTrail/${region}/${day}/${name}.json.gz`,
      gzipSync(JSON.stringify({ Records: records })),
    );
  }

  async function putBytes(key: string, body: Buffer) {
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
  }

  async function search(part: Partial<TrailPart> = {}, bucket = BUCKET) {
    const complaints: string[] = [];
    const io = {
      networks,
      complain: (each: string) => complaints.push(each),
      progress: () => undefined,
    };
    const source = s3Source(client, { bucket, prefix: 'logs/' }, { ...WEEK, ...part }, io);
    const findings = await gatherActions(
      { kind: 'access-key', key: KEY },
      [source],
      { since: null, until: null },
      false,
    );
    return { actions: findings.actions, complaints };
  }

  test('reads every account and region of the days asked for, and no other day', async () => {
    const { actions, complaints } = await search();

    expect(actions).toHaveLength(3);
    expect(complaints).toEqual([]);
    expect(gets.filter((key) => key.includes('/02/'))).not.toContainEqual(expect.stringContaining('old'));
  });

  test('reads only the accounts and regions asked for', async () => {
    const { actions } = await search({ accounts: [ACCOUNT], regions: ['us-east-1'] });

    expect(actions).toHaveLength(1);
    expect(gets).toHaveLength(1);
  });

  test('more objects of a day than one listing holds are all read', async () => {
    pageSize = 2;
    for (const name of ['1', '2', '3', '4', '5']) {
      await put(ACCOUNT, 'eu-west-3', '2026/05/01', name, name === '5' ? [record()] : []);
    }
    const day = Date.UTC(2026, 4, 1);

    const { actions } = await search({ regions: ['eu-west-3'], since: day, until: day });

    expect(gets).toHaveLength(5);
    expect(actions).toHaveLength(1);
  });

  test('a damaged object is told of and does not hide the others', async () => {
    const day = 'logs/AWSLogs/o-example/111122223333/CloudTrail/eu-north-1/2026/03/02';
    await putBytes(
      `${day}/broken.json.gz`,
      gzipSync(JSON.stringify({ Records: [record()] })).subarray(0, 90),
    );
    await put(ACCOUNT, 'eu-north-1', '2026/03/02', 'whole', [record()]);

    const { actions, complaints } = await search({ regions: ['eu-north-1'] });

    expect(actions).toHaveLength(1);
    expect(complaints.join()).toContain('broken.json.gz');
  });

  test('a bucket that is not there fails with its reason', async () => {
    await expect(search({}, 'nowhere')).rejects.toThrow('s3://nowhere/logs/: NoSuchBucket');
  });
});
