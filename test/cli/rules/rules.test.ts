import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { runRules } from '../../../cli/rules/rules.ts';

const RULE = `title: A user was created
logsource: { product: aws, service: cloudtrail }
level: medium
detection:
  selection: { eventName: CreateUser }
  condition: selection
`;
const CASES = `match: [{ name: creates, record: { eventSource: iam.amazonaws.com, eventName: CreateUser } }]
no-match: [{ name: deletes, record: { eventSource: iam.amazonaws.com, eventName: DeleteUser } }]
`;

const FILTER = `title: The deployment makes users
logsource: { product: aws, service: cloudtrail }
owner: platform@example.com
reason: it is reviewed
expiry: 2026-05-31
filter:
  rules: [a]
  selection: { userIdentity.userName: deployer }
  condition: not selection
`;
const NOW = Date.parse('2026-06-01T00:00:00Z');

function sink(): { readonly stream: Writable; text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}

async function run(...args: readonly string[]) {
  const out = sink();
  const err = sink();
  const code = await runRules(args, { stdout: out.stream, stderr: err.stream, now: () => NOW });
  return { code, out: out.text(), err: err.text() };
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-rules-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string | Uint8Array): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe('rules check', () => {
  test('finds nothing wrong with a good rule and its cases', async () => {
    write('iam/create-user.yml', RULE);
    write('iam/create-user.cases.yml', CASES);

    expect(await run('check', folder)).toEqual({
      code: 0,
      out: '1 usable rule, 0 errors, 0 warnings\n',
      err: '',
    });
  });

  test('names file, line and column of an error, and exits 1', async () => {
    const file = write('a.yml', RULE.replace('eventName', 'eventName|contians'));
    const { code, out } = await run('check', folder);

    expect(code).toBe(1);
    expect(out).toContain(`${file}:5:26: error: unknown modifier "contians" — did you mean "contains"?\n`);
  });

  test('warns of a foreign rule without cases', async () => {
    const file = write('a.yml', RULE);
    const { code, out } = await run('check', folder);

    expect(code).toBe(0);
    expect(out).toContain(`${file}:1:1: warning: no cases beside it\n`);
  });

  test('warns of cases without a rule, and of a rule that has one kind of case', async () => {
    write('a.yml', RULE);
    write('a.cases.yml', CASES.split('\n')[0] ?? '');
    const stray = write('b.cases.yml', CASES);
    const { out } = await run('check', folder);

    expect(out).toContain('a.yml:1:1: warning: no case that must not match\n');
    expect(out).toContain(`${stray}:1:1: warning: no rule file of this name stands beside these cases\n`);
  });

  test('warns of the same rule twice, and refuses two rules of one Sigma id', async () => {
    const rule = `id: 0c3a1d0e-7e4b-4f0e-9f63-0f6a1f2b3c4d\n${RULE}`;
    write('a.yml', rule);
    write('b.yml', rule);
    write('c.yml', rule.replace('CreateUser', 'CreateRole'));
    const { code, out } = await run('check', folder);

    expect(code).toBe(1);
    expect(out).toMatch(/b\.yml:1:1: warning: the same rule as .*a\.yml\n/);
    expect(out).toMatch(/c\.yml:1:5: error: the id 0c3a1d0e-\S+ is also that of .*a\.yml\n/);
  });

  test('warns of names that AWS does not have, with line and column', async () => {
    const file = write(
      'a.yml',
      RULE.replace('eventName: CreateUser', 'eventSource: iam.amazonaws.com, eventName: CraeteUser'),
    );
    const { code, out } = await run('check', folder);

    expect(code).toBe(0);
    expect(out).toContain(
      `${file}:5:59: warning: iam.amazonaws.com has no known call "CraeteUser" — did you mean "CreateUser"?\n`,
    );
  });

  test('places what is wrong in the right document of a file', async () => {
    const file = write('a.yml', `${RULE}---\n${RULE.replace('CreateUser', 'CreateUsre')}`);
    const { out } = await run('check', folder);

    expect(out).toContain(`${file}:12:27: warning: no AWS service has a known call "CreateUsre"`);
    expect(out).not.toContain(`${file}:5:`);
  });

  test('warns of tags that ATT&CK does not have', async () => {
    const file = write('a.yml', `tags: [attack.t9999, attack.persistance, cve.2026-1]\n${RULE}`);
    const { code, out } = await run('check', folder);

    expect(code).toBe(0);
    expect(out).toContain(`${file}:1:8: warning: tag "attack.t9999": T9999 is no ATT&CK technique`);
    expect(out).toContain(`${file}:1:22: warning: tag "attack.persistance": `);
    expect(out).toContain('did you mean "persistence"?');
    expect(out).not.toContain('cve');
  });

  test('warns of an expired filter, which needs no cases', async () => {
    write('a.yml', RULE);
    write('a.cases.yml', CASES);
    const filter = write('b.yml', FILTER);
    const { code, out } = await run('check', folder);

    expect(code).toBe(0);
    expect(out).toContain(`${filter}:5:9: warning: it expired on 2026-05-31 `);
    expect(out).not.toContain('no cases');
    expect(out).toContain('\n1 usable rule, 1 filter, 0 errors, 1 warning\n');
  });

  test('warns of a rule that stands twice, whatever its id', async () => {
    write('a.yml', RULE);
    const file = write('b.yml', RULE);
    const { code, out } = await run('check', folder);

    expect(code).toBe(0);
    expect(out).toContain(`${file}:1:1: warning: the same rule as `);
  });

  test('refuses two rules of one path in two folders, with line and column', async () => {
    write('mine/a.yml', RULE);
    const file = write('theirs/a.yml', RULE.replace('CreateUser', 'DeleteUser'));
    const { code, out } = await run('check', join(folder, 'mine'), join(folder, 'theirs'));

    expect(code).toBe(1);
    expect(out).toContain(`${file}:1:1: error: the id a is also that of `);
  });

  test('goes through a folder of anything and says one line about each file it cannot use', async () => {
    write('good.yml', RULE);
    write('notes.txt', 'not looked at');
    write('.hidden.yml', 'not looked at: [');
    write('utf16.yml', Buffer.from(`\ufeff${RULE}`, 'utf16le'));
    write('latin1.yml', Buffer.from(RULE.replace('A user', 'Ein Benützer'), 'latin1'));
    write('huge.yml', Buffer.alloc(10_000_000, 'x'));
    write('compose.yml', 'services: {}\n');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'lost.yml'));
    symlinkSync(folder, join(folder, 'circle'));
    const { code, out } = await run('check', folder);

    expect(code).toBe(1);
    expect(out).toContain('utf16.yml:1:1: error: the file is UTF-16; save it as UTF-8\n');
    expect(out).toContain('latin1.yml:1:1: error: the file is not UTF-8 text; save it as UTF-8\n');
    expect(out).toMatch(/huge\.yml:1:1: error: the file has \d+ KiB; at most 256 KiB are read\n/);
    expect(out).toContain('compose.yml:1:1: error: no "logsource"');
    expect(out).toContain('lost.yml:1:1: error: no such file or folder\n');
    expect(out).not.toMatch(/notes|hidden|circle/);
    expect(out).toContain('\n1 usable rule, ');
  });

  test('reads rules that begin with a byte order mark or have Windows line ends', async () => {
    write('bom.yml', `\ufeff${RULE}`);
    write('crlf.yml', RULE.replaceAll('\n', '\r\n'));

    expect((await run('check', folder)).out).toContain('2 usable rules, 0 errors');
  });

  test('prints one JSON document with --json', async () => {
    write('a.yml', RULE);
    const { out } = await run('check', folder, '--json');

    expect(JSON.parse(out)).toMatchObject({
      rules: 1,
      errors: 0,
      warnings: 1,
      problems: [{ line: 1, severity: 'warning' }],
    });
  });
});

describe('rules coverage', () => {
  test('lists techniques with their rules, and those without one', async () => {
    write('iam/a.yml', `tags: [attack.persistence, attack.t1136.003]\n${RULE}`);
    const { code, out } = await run('coverage', folder);

    expect(code).toBe(0);
    expect(out).toMatch(/Persistence\n {2}T1136\.003 {2}Create Account: Cloud Account\n +iam\/a\n/);
    expect(out).toMatch(/Impact\n {2}no rule {4}T1531 Account Access Removal, /);
    expect(out).toMatch(/\n1 rule, 1 technique of ATT&CK\n$/);
  });

  test('prints one JSON document with --json', async () => {
    write('a.yml', RULE);

    expect(JSON.parse((await run('coverage', folder, '--json')).out)).toMatchObject({ untagged: ['a'] });
  });
});

describe('rules test', () => {
  test('runs the cases', async () => {
    write('a.yml', RULE);
    write('a.cases.yml', CASES);

    expect(await run('test', folder)).toEqual({
      code: 0,
      out: '1 rule, 2 cases: all as they should be\n',
      err: '',
    });
  });

  test('names each case that fails, and exits 1', async () => {
    write('a.yml', RULE.replace('CreateUser', 'DeleteUser'));
    const cases = write('a.cases.yml', CASES);
    const { code, out } = await run('test', folder);

    expect(code).toBe(1);
    expect(out).toContain(`${cases}:1:9: error: "creates" should match a, and does not\n`);
    expect(out).toContain(`${cases}:2:12: error: "deletes" should not match a, and does\n`);
    expect(out).toContain('1 rule, 2 cases: 2 failed\n');
  });

  test('runs the cases of one rule file', async () => {
    const file = write('a.yml', RULE);
    write('a.cases.yml', CASES);
    write('b.yml', 'broken');

    expect((await run('test', file)).out).toBe('1 rule, 2 cases: all as they should be\n');
  });

  test('says that nothing was tested where there are no cases', async () => {
    write('a.yml', RULE);

    expect((await run('test', folder)).out).toBe('1 rule, 0 cases: nothing was tested\n');
  });

  test('fails for a rule that cannot be read', async () => {
    write('a.yml', 'title: A\n');

    expect((await run('test', folder)).code).toBe(1);
  });
});

describe('rules list', () => {
  test('lists severity, level, id and title', async () => {
    write('iam/a.yml', RULE);
    write('b.yml', RULE.replace('medium', 'critical'));
    const { out } = await run('list', folder);

    expect(out.split('\n')).toEqual([
      'alert   critical       b      A user was created',
      'notify  medium         iam/a  A user was created',
      '2 rules: 1 alert, 1 notify, 0 log',
      '',
    ]);
  });

  test('prints one JSON document with --json', async () => {
    write('iam/a.yml', RULE);
    const { out } = await run('list', folder, '--json');

    expect(JSON.parse(out)).toMatchObject([
      { ruleId: 'iam/a', severity: 'notify', reach: [{ eventSource: null }] },
    ]);
  });
});

describe('rules list of another feed', () => {
  test('says that a rule waits for the files of the trail', async () => {
    write('a.yml', `feed: archive\n${RULE}`);

    expect((await run('list', folder)).out).toContain('A user was created (archive feed)\n');
  });
});

describe('rules', () => {
  test.each([
    [['check', '/no/such/folder'], 'countersign rules: /no/such/folder: no such file or folder\n'],
    [['test', '/no/such/folder'], 'countersign rules: /no/such/folder: no such file or folder\n'],
    [['list', '/no/such/folder'], 'countersign rules: /no/such/folder: no such file or folder\n'],
    [['chec'], 'countersign rules: no command "chec" — did you mean "check"?\n'],
    [[], 'countersign rules: which one: check, test, list, coverage, patterns or test-pattern?\n'],
    [['check', '--jsn'], "countersign rules: Unknown option '--jsn'"],
  ])('exits 2 with one line on bad input: %j', async (args, line) => {
    const { code, out, err } = await run(...args);

    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(line);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test.each(['check', 'test', 'list', 'coverage', 'patterns', 'test-pattern'])(
    'names the command %s in its usage',
    async (name) => {
      const { code, out } = await run('--help');

      expect(code).toBe(0);
      expect(out).toContain(name);
    },
  );

  test.each(['check', 'list', 'test-pattern'])('explains %s with --help', async (name) => {
    const { code, out } = await run(name, '--help');

    expect(code).toBe(0);
    expect(out).toContain('usage: countersign rules');
  });

  test('takes folders and levels from a configuration', async () => {
    write('mine/iam/a.yml', RULE);
    const config = write('countersign.yaml', 'rules: { folders: [mine], levels: { iam/a: critical } }\n');

    expect((await run('list', '--config', config)).out).toContain(
      'alert   critical       iam/a  A user was created\n',
    );
    expect((await run('patterns', '--config', config)).out).toContain('CreateUser');
  });

  test('says which levels of a configuration no rule has', async () => {
    const rules = write('mine/a.yml', RULE);
    const config = write('countersign.yaml', 'rules: { folders: [mine], levels: { b: high } }\n');
    const { code, out } = await run('check', '--config', config);

    expect(code).toBe(1);
    expect(out).toContain('configuration: error: rules.levels names the rule "b", which does not exist');
    expect((await run('check', rules, '--config', config)).code).toBe(0);
  });

  test('exits 2 for a configuration that is wrong', async () => {
    const config = write('countersign.yaml', 'ruels: {}\n');

    expect(await run('list', '--config', config)).toMatchObject({
      code: 2,
      err: expect.stringContaining('ruels'),
    });
  });

  test('exits 2 for a folder without rules', async () => {
    write('notes.txt', '');

    expect(await run('check', folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no rule files'),
    });
  });
});
