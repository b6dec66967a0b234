import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runPeople } from '../../cli/people.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';

const ACCOUNT = '111122223333';

function record(userIdentity: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    eventID: 'e-1',
    eventTime: '2026-03-01T10:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    recipientAccountId: ACCOUNT,
    userIdentity,
    ...more,
  };
}

const user = (userName: string) => ({
  type: 'IAMUser',
  userName,
  accountId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/${userName}`,
});

function memory(): Writable & { text: string } {
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, callback) {
        stream.text += String(chunk);
        callback();
      },
    }),
    { text: '' },
  );
  return stream;
}

describe('countersign people', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'people-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function people(records: readonly JsonObject[], ...args: string[]) {
    const stdout = memory();
    const stderr = memory();
    const stdin = Readable.from([Buffer.from(records.map((each) => JSON.stringify(each)).join('\n'))]);
    const status = await runPeople(['-', ...args], { stdin, stdout, stderr, now: () => 0 });
    return { status, out: stdout.text, err: stderr.text };
  }

  function config(text: string): string {
    const file = path.join(folder, 'countersign.yaml');
    writeFileSync(file, text);
    return file;
  }

  test('names the person, the step that found him and how sure that is', async () => {
    const { status, out } = await people([record(user('ada@example.com'))]);

    expect(status).toBe(0);
    expect(out).toContain('high confidence: IAM user name;');
  });

  test('shows those for whom nobody would be asked first, and exits 1', async () => {
    const { status, out } = await people(
      [record(user('ada@example.com')), record(user('deployer'))],
      '--json',
    );
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(status).toBe(1);
    expect(rows.map(({ principal, needsMapping }) => [principal, needsMapping])).toEqual([
      [`arn:aws:iam::${ACCOUNT}:user/deployer`, true],
      [`arn:aws:iam::${ACCOUNT}:user/ada@example.com`, false],
    ]);
  });

  test('what it suggests, pasted into the configuration, closes the gap', async () => {
    const records = [
      record(user('deployer')),
      record({
        type: 'AssumedRole',
        accountId: ACCOUNT,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/builder/build-7`,
        sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${ACCOUNT}:role/builder` } },
      }),
      record({ type: 'Root', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` }),
    ];
    const { out } = await people(records);
    const lines = out.split('\n');
    const from = lines.findIndex((line) => line.startsWith('For countersign.yaml'));
    const yaml = lines
      .slice(from + 1, lines.indexOf('', from))
      .map((line) => line.slice(2))
      .join('\n');

    const { status, err } = await people(records, '--config', config(yaml));

    expect(err).toBe('');
    expect(status).toBe(0);
  });

  test('a service that acts by itself needs nobody', async () => {
    const { status, out } = await people([record({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' })]);

    expect(status).toBe(0);
    expect(out).toContain('AWS itself: nobody is needed (1)');
  });

  test('a session is followed back to who assumed its role', async () => {
    const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/builder/x`;
    const assume = record(user('ada@example.com'), {
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      responseElements: { credentials: { accessKeyId: 'ASIA1' }, assumedRoleUser: { arn } },
    });
    const used = record({ type: 'AssumedRole', accountId: ACCOUNT, arn, accessKeyId: 'ASIA1' });

    const { status, out } = await people([assume, used]);

    expect(status).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'high confidence: chain of roles from IAM user ada@example.com;',
    );
  });

  describe('a session whose role was assumed', () => {
    const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/builder/bo@example.com`;
    const assume = (caller: string) =>
      record(user(caller), {
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRole',
        responseElements: { credentials: { accessKeyId: 'ASIA1' }, assumedRoleUser: { arn } },
      });
    const used = record({ type: 'AssumedRole', accountId: ACCOUNT, arn, accessKeyId: 'ASIA1' });

    test('is the same whether the trail tells of it before or after its calls', async () => {
      const before = await people([assume('ada@example.com'), used]);
      const after = await people([used, assume('ada@example.com')]);

      expect(after.out).toBe(before.out);
    });

    test('under the name of somebody else is shown before everything', async () => {
      const { out } = await people([record(user('deployer')), assume('ada@example.com'), used]);

      expect(out.split('\n').slice(0, 3)).toEqual([
        'Sessions under the name of somebody else (1)',
        expect.stringContaining('assumed-role/builder/*'),
        expect.stringContaining(
          'ada@example.com under the name bo@example.com: chain of roles from IAM user',
        ),
      ]);
    });

    test('by somebody nobody knows is explained by him', async () => {
      const { out } = await people(
        [assume('deployer'), used],
        '--config',
        config('people: {domains: [example.net]}'),
      );

      expect(out.replace(/\s+/g, ' ')).toContain(
        'role: Assumed by IAM user deployer, behind whom nobody is known.',
      );
    });
  });

  test('persons found with little confidence stand before the others', async () => {
    const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/builder/bo@example.com`;
    const low = record({ type: 'AssumedRole', accountId: ACCOUNT, arn });
    const { out } = await people(
      [record(user('ada@example.com')), record(user('ada@example.com')), low],
      '--json',
    );

    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).confidence),
    ).toEqual(['low', 'high']);
  });

  test('an address of a foreign domain is said to be one', async () => {
    const { out } = await people(
      [record(user('ada@example.org'))],
      '--config',
      config('people: {domains: [example.com]}'),
    );

    expect(out).toContain('IAM user: Its e-mail address is of none of people.domains.');
  });

  test('the owner who is asked instead is named', async () => {
    const file = config(`accounts: [{id: "${ACCOUNT}", name: production, owner: ops@example.com}]`);
    const { status, out } = await people([record(user('deployer'))], '--config', file);

    expect(status).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain('ops@example.com is asked, the owner of the account.');
  });

  test('more principals than it lists are counted', async () => {
    const { out } = await people(Array.from({ length: 50 }, (_, index) => record(user(`u${index}`))));

    expect(out).toContain('… and 10 more; --json lists all');
    expect(out).toContain('50 principals, 50 calls; nobody to ask for 50 with 50 calls');
  });

  test('no line is wider than 80 characters, and no text of a record reaches the terminal as it is', async () => {
    const { out } = await people([
      record(user(`${'x'.repeat(200)}\u001b[31m\u202e`)),
      record({ type: 'SAMLUser', userName: 'a b\nc' }),
    ]);
    const beforeYaml = out.split('For countersign.yaml')[0] ?? '';

    expect(Math.max(...beforeYaml.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
    expect([...'\u001b\u202e'].filter((control) => out.includes(control))).toEqual([]);
  });

  test('a path that does not exist, an unknown option, a wrong configuration: exit 2 and one line', async () => {
    const run = async (...args: string[]) => {
      const stderr = memory();
      const io = { stdin: Readable.from([]), stdout: memory(), stderr, now: () => 0 };
      return [await runPeople(args, io), stderr.text.trim().split('\n').length];
    };

    expect(await run(path.join(folder, 'none'))).toEqual([2, 1]);
    expect(await run('--what')).toEqual([2, 1]);
    expect(await run()).toEqual([2, 1]);
    expect(await run('-', '--config', config('people: 7\n'))).toEqual([2, 1]);
  });
});
