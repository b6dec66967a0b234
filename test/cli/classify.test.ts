import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runClassify } from '../../cli/classify.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';

const RULE = `title: User created
id: 11111111-1111-4111-8111-111111111111
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventSource: iam.amazonaws.com, eventName: CreateUser }
  condition: selection
level: medium
`;

function record(more: JsonObject = {}): JsonObject {
  return {
    eventID: 'e-1',
    eventTime: '2020-03-01T10:00:00Z',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', userName: 'ana@example.com', accountId: '111122223333' },
    ...more,
  };
}

describe('countersign classify', () => {
  let folder = '';
  let rules = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'classify-'));
    rules = path.join(folder, 'rules');
    mkdirSync(rules);
    writeFileSync(path.join(rules, 'create-user.yml'), RULE);
    writeFileSync(path.join(folder, 'wrong.yaml'), 'people: 7\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(args: string[], input = '', stdout: Writable & { text?: string } = memory()) {
    const stderr = memory();
    const stdin = Readable.from([Buffer.from(input)]);
    const status = await runClassify(args, { stdin, stdout, stderr, now: () => Date.UTC(2026, 0, 1) });
    return { status, out: stdout.text ?? '', err: stderr.text };
  }

  const classify = (input: string, ...args: string[]) => run(['-', '--rules', rules, ...args], input);

  test('prints one JSON line per call, in order, with the documented fields', async () => {
    const input = `${JSON.stringify(record())}\n${JSON.stringify(record({ eventID: 'e-2', eventName: 'ListUsers' }))}`;

    const { status, out, err } = await classify(input, '--json');

    expect(status).toBe(0);
    expect(err).toBe('');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        eventID: 'e-1',
        eventTime: '2020-03-01T10:00:00Z',
        account: '111122223333',
        region: 'us-east-1',
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateUser',
        principal: 'IAM user ana@example.com',
        severity: 'notify',
        rules: ['create-user'],
        reasons: expect.arrayContaining(['User created']),
      },
      expect.objectContaining({ eventID: 'e-2', severity: 'log', rules: [], reasons: [] }),
    ]);
  });

  test('takes an old call for one that has just arrived', async () => {
    const { out } = await classify(JSON.stringify(record()), '--json');

    expect(JSON.parse(out)).toMatchObject({ severity: 'notify' });
    expect(out).not.toContain('after the call');
  });

  test('decides about calls with odd or missing fields', async () => {
    const odd = record({ eventTime: 'soon', userIdentity: 'nobody', eventID: undefined });

    const { status, out } = await classify(JSON.stringify(odd), '--json');

    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ eventTime: null, severity: 'notify', rules: ['create-user'] });
  });

  test('prints for people a line per call that a rule is about, and a summary', async () => {
    const input = `${JSON.stringify(record())}\n${JSON.stringify(record({ eventName: 'List\u001b[2JUsers' }))}\n`;

    const { out } = await classify(input);

    expect(out.trim().split('\n')).toEqual([
      expect.stringMatching(/^2020-03-01T10:00:00Z {2}notify .* iam CreateUser .*User created/),
      '2 calls: 1 log, 1 notify, 0 alert',
    ]);
  });

  test('says on the other stream what cannot be read, and goes on', async () => {
    const { status, out, err } = await classify(`garbage\n${JSON.stringify(record())}`, '--json');

    expect(status).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(/^stdin:1: not JSON.*\n$/);
  });

  test('does not fill the screen with a file that is no trail', async () => {
    const { status, err } = await classify('garbage\n'.repeat(50));

    expect(status).toBe(2);
    expect(err.trim().split('\n')).toHaveLength(11);
    expect(err).toContain('… and 40 more');
  });

  test('accepts a log file without records', async () => {
    expect(await classify('{"Records":[]}', '--json')).toEqual({ status: 0, out: '', err: '' });
  });

  test.each<[string, string[], RegExp]>([
    ['no path', [], /^countersign classify: no PATH given.*\n$/],
    ['an unknown option', ['-', '--jsno'], /^countersign classify: Unknown option '--jsno'\n$/],
    [
      'a path that does not exist',
      ['/no/such/path'],
      /^countersign classify: \/no\/such\/path: no such file or folder\n$/,
    ],
    [
      'a rules folder that does not exist',
      ['-', '--rules', '/no/rules'],
      /^\/no\/rules: no such rules folder\n$/,
    ],
    [
      'a configuration that does not exist',
      ['-', '--config', '/no/c.yaml'],
      /^\/no\/c\.yaml:.*cannot be read.*\n$/,
    ],
  ])('ends with 2 and one line for %s', async (_, args, line) => {
    const withRules = args.includes('--rules') || args.length === 0 ? args : [...args, '--rules', rules];

    const { status, out, err } = await run(withRules);

    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(line);
  });

  test('names a rule that cannot be used and goes on with the others', async () => {
    writeFileSync(path.join(folder, 'half.yml'), 'title: Half a rule\n');

    const { status, out, err } = await run(['-', '--rules', folder, '--json'], JSON.stringify(record()));

    expect(status).toBe(0);
    expect(err).toContain('half.yml:1:1: error: ');
    expect(JSON.parse(out).rules).toEqual(['rules/create-user']);
  });

  test('ends with 2 for a wrong configuration', async () => {
    const { status, err } = await classify('{}', '--config', path.join(folder, 'wrong.yaml'));

    expect(status).toBe(2);
    expect(err).toContain('wrong.yaml:1:');
  });

  test('explains itself', async () => {
    expect(await run(['--help'])).toMatchObject({ status: 0, out: expect.stringContaining('PATH…') });
  });

  test('waits for a slow reader', async () => {
    let waiting = 0;
    let most = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk, _encoding, done) {
        waiting = chunk.length;
        most = Math.max(most, waiting);
        setImmediate(done);
      },
    });
    const input = `${JSON.stringify(record())}\n`.repeat(3000);

    const { status } = await run(['-', '--rules', rules, '--json'], input, slow);

    expect(status).toBe(0);
    expect(most).toBeLessThan(100_000);
  });

  test('stops quietly when the reader goes away', async () => {
    const gone = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const input = `${JSON.stringify(record())}\n`.repeat(3000);

    const { status, err } = await run(['-', '--rules', rules, '--json'], input, gone);

    expect({ status, err }).toEqual({ status: 0, err: '' });
  });
});

function memory(): Writable & { text: string } {
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        stream.text += String(chunk);
        done();
      },
    }),
    { text: '' },
  );
  return stream;
}
