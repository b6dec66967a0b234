import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { runInvestigate } from '../../../cli/investigate.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { change, KEY, record, USER } from '../../investigate/sample-calls.ts';
import { recount } from './recount.ts';

const REAL_TRAIL = path.resolve(__dirname, '../../../../shared/data/invictus/records.jsonl');
const REAL_KEYS = [
  'AKIATFQR7NSC8Q4X20BJ',
  'AKIATFQR7NSCUXC3DDDP',
  'ASIATFQR7NSCS5BLNV76',
  'ASIATFQR7NSCVPPO43PW',
];
const CHILD = 'ASIAEXAMPLE000000002';
const GRANDCHILD = 'AKIAEXAMPLE000000003';

function memory(): Writable & { text: string } {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      out.text += String(chunk);
      done();
    },
  });
  const out = Object.assign(stream, { text: '' });
  return out;
}

async function run(args: readonly string[], input = '') {
  const [stdout, stderr] = [memory(), memory()];
  const stdin = Readable.from([Buffer.from(input)]);
  const status = await runInvestigate(args, { stdin, stdout, stderr, now: () => 0 });
  return { status, out: stdout.text, err: stderr.text };
}

function session(more: JsonObject): JsonObject {
  const userIdentity = {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/deploy/ana',
    accountId: '111122223333',
    accessKeyId: CHILD,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/deploy', userName: 'deploy' },
    },
  };
  return change('iam', 'CreateUser', { userIdentity, requestParameters: { userName: 'eve' }, ...more });
}

/** A key made by an administrator, used for a week, then to take a role and to delete. */
function ownTrail(): readonly JsonObject[] {
  const admin = {
    type: 'IAMUser',
    arn: 'arn:aws:iam::111122223333:user/admin',
    userName: 'admin',
    accessKeyId: 'AKIAEXAMPLE000000009',
  };
  return [
    change('iam', 'CreateAccessKey', {
      eventTime: '2026-03-01T08:00:00Z',
      userIdentity: admin,
      sourceIPAddress: '192.0.2.99',
      responseElements: { accessKey: { accessKeyId: KEY, userName: 'ana' } },
    }),
    ...Array.from({ length: 40 }, (_, index) =>
      record({ eventTime: `2026-03-0${(index % 5) + 2}T09:${10 + index}:00Z` }),
    ),
    record({ errorCode: 'Client.UnauthorizedOperation', awsRegion: 'us-east-1' }),
    change('s3', 'DeleteBucket', {
      requestParameters: { bucketName: 'plans' },
      sourceIPAddress: '198.51.100.7',
    }),
    change('s3', 'DeleteBucket', { requestParameters: { bucketName: 'kept' }, errorCode: 'BucketNotEmpty' }),
    change('sts', 'AssumeRole', {
      responseElements: {
        credentials: { accessKeyId: CHILD },
        assumedRoleUser: { arn: 'arn:aws:sts::111122223333:assumed-role/deploy/ana' },
      },
    }),
    session({}),
    session({
      eventName: 'CreateAccessKey',
      responseElements: { accessKey: { accessKeyId: GRANDCHILD, userName: 'eve' } },
    }),
  ];
}

const lines = (records: readonly JsonObject[]): string =>
  records.map((each) => `${JSON.stringify(each)}\n`).join('');

describe('countersign investigate', () => {
  let folder = '';
  let trail = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'investigate-'));
    trail = path.join(folder, 'trail.jsonl');
    writeFileSync(trail, lines(ownTrail()));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const document = async (key: string, from: string, ...more: readonly string[]) =>
    JSON.parse((await run([key, '--from', from, '--json', ...more])).out);

  test('prints the document of the given members and nothing else', async () => {
    const printed = await document(KEY, trail);

    expect(Object.keys(printed)).toEqual([
      ...[
        'key',
        'created',
        'active',
        'totalEvents',
        'failedEvents',
        'origins',
        'endpoints',
        'regions',
        'tools',
      ],
      ...['timeline', 'destructive', 'lineage', 'signals', 'verdict', 'recommendations'],
    ]);
  });

  test('every number of our own trail is that of an independent count', async () => {
    expect(await document(KEY, trail)).toMatchObject(recount(ownTrail(), KEY));
  });

  if (existsSync(REAL_TRAIL)) {
    test.each(REAL_KEYS)(
      'every number of a recorded attack is that of an independent count: %s',
      async (key) => {
        const records = readFileSync(REAL_TRAIL, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line));

        const counted = recount(records, key);

        expect(counted.totalEvents).toBeGreaterThan(0);
        expect(await document(key, REAL_TRAIL)).toMatchObject(counted);
      },
    );
  } else {
    test.todo(`recorded attacks are not at ${REAL_TRAIL}: not counted`);
  }

  test('says who made the key, when and from where', async () => {
    expect(await document(KEY, trail)).toMatchObject({
      created: { at: '2026-03-01T08:00:00Z', by: 'arn:aws:iam::111122223333:user/admin', from: '192.0.2.99' },
      lineage: { issuedBy: { event: 'CreateAccessKey', key: 'AKIAEXAMPLE000000009' } },
    });
  });

  test('follows the keys that were issued, to the end of the chain, on request', async () => {
    const { lineage } = await document(KEY, trail, '--follow');
    const unfollowed = await document(KEY, trail);

    expect(lineage.issued).toMatchObject([
      { key: CHILD, events: 2, issued: [{ key: GRANDCHILD, holder: 'eve', events: 0 }] },
    ]);
    expect(unfollowed.lineage.issued).toMatchObject([{ key: CHILD, events: null, issued: [] }]);
  });

  test('investigates a user and a role by their ARNs', async () => {
    expect((await document(USER, trail)).totalEvents).toBe(44);
    expect((await document('arn:aws:iam::111122223333:role/deploy', trail)).totalEvents).toBe(2);
  });

  test('counts a record that comes in two files once', async () => {
    const again = path.join(folder, 'again.json');
    writeFileSync(again, JSON.stringify({ Records: ownTrail().length > 0 ? readRecords(trail) : [] }));

    const printed = await document(KEY, trail, again);

    expect(printed.totalEvents).toBe(44);
  });

  test('keeps to the period, but says who made the key before it', async () => {
    const printed = await document(KEY, trail, '--since', '2026-03-04', '--until', '2026-03-05T00:00:00Z');

    expect(printed).toMatchObject({ totalEvents: 8, created: { at: '2026-03-01T08:00:00Z' } });
  });

  test('many compressed files in folders are looked through on several threads', async () => {
    const archive = path.join(folder, 'archive');
    mkdirSync(archive);
    const records = readRecords(trail);
    for (let file = 0; file < 60; file++) {
      const own = records.slice(file, file + 1);
      const others = Array.from({ length: 20 }, () =>
        record({ userIdentity: { type: 'IAMUser', accessKeyId: 'AKIAOTHER' } }),
      );
      writeFileSync(
        path.join(archive, `${file}.json.gz`),
        gzipSync(JSON.stringify({ Records: [...others, ...own] })),
      );
    }

    expect((await document(KEY, archive)).totalEvents).toBe(44);
  });

  test('a damaged file is told of and does not hide the others', async () => {
    const damaged = path.join(folder, 'damaged.json.gz');
    writeFileSync(damaged, gzipSync(lines(readRecords(trail))).subarray(0, 300));

    const { status, out, err } = await run([KEY, '--from', trail, damaged, '--json']);

    expect(status).toBe(0);
    expect(JSON.parse(out).totalEvents).toBe(44);
    expect(err).toContain('damaged.json.gz');
  });

  test('reads the standard input', async () => {
    const { out } = await run([KEY, '--from', '-', '--json'], lines(readRecords(trail)));

    expect(JSON.parse(out).totalEvents).toBe(44);
  });

  test.each([
    [['no-key', '--from', 'x'], '"no-key" is neither'],
    [[KEY], 'no source given'],
    [[KEY, '--from', '/nowhere'], '/nowhere: no such file or folder'],
    [[KEY, '--from', '-', '--since', 'soon'], '--since "soon"'],
    [[], 'no KEY given'],
  ])('bad input is one clear line: %j', async (args, reason) => {
    const { status, out, err } = await run(args);

    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(reason);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test('the report for people keeps to its width, but for commands, which are to be copied', async () => {
    const { out } = await run([KEY, '--from', trail]);

    const long = out.split('\n').filter((line) => line.length > 120 && !/^ {6}/.test(line));
    expect(long).toEqual([]);
    expect(out).toContain('Events    44, of which 2 failed');
  });
});

function readRecords(file: string): readonly JsonObject[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
