import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCheck } from '../../cli/check.ts';

const RULE = `title: User created
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventSource: iam.amazonaws.com, eventName: CreateUser}
  condition: selection
level: medium
`;

describe('countersign check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-check-'));
  const file = join(folder, 'countersign.yaml');
  mkdirSync(join(folder, 'rules/iam'), { recursive: true });
  writeFileSync(join(folder, 'rules/iam/create-user.yml'), RULE);
  afterAll(() => rmSync(folder, { recursive: true }));

  async function check(config: string, ...args: string[]) {
    writeFileSync(file, config);
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const status = await runCheck([file, ...args], { stdout, stderr });
    stdout.end();
    stderr.end();
    return { status, stdout: await text(stdout), stderr: await text(stderr) };
  }

  test('says what a right configuration amounts to', async () => {
    const { status, stdout } =
      await check(`accounts: [{id: "111122223333", name: production, regions: [us-east-1]}]
security: {account: "111122223333", region: us-east-1}`);

    expect(stdout.split('\n')[0]).toBe(
      `${file} is right: 1 account, 1 member stack; 1 rule, 2 event patterns`,
    );
    expect(status).toBe(0);
  });

  test('says that a configuration without accounts is for a local run', async () => {
    const { status, stdout } = await check('pagerDuty: {region: eu}');

    expect(stdout).toBe(`${file} is right: for a local run; 1 rule, 2 event patterns\n`);
    expect(status).toBe(0);
  });

  test('says who is mapped to whom', async () => {
    const { status, stdout } = await check(`people:
  domains: [example.com]
  overrides: {"arn:aws:iam::111122223333:user/ada": ada@example.com}
  owners: {"arn:aws:iam::111122223333:role/ci-*": ops@example.com}
accounts:
  - {id: "111122223333", name: production, regions: [us-east-1], owner: boss@example.com}
  - {id: "123456789012", name: staging, regions: [us-east-1]}
security: {account: "111122223333", region: us-east-1}
automation:
  - name: nightly
    principal: arn:aws:iam::111122223333:role/nightly
    rules: [iam/create-user]
    owner: ops@example.com
    expires: 2027-06-30`);

    expect(stdout.split('Who is who:\n')[1]?.split('\n')).toEqual([
      '  arn:aws:iam::111122223333:user/ada',
      '    ada@example.com: is this person',
      '  arn:aws:iam::111122223333:role/nightly',
      '    ops@example.com: nightly: logged for iam/create-user from anywhere until',
      '    2027-06-30; otherwise its owner is asked',
      '  arn:aws:iam::111122223333:role/ci-*',
      '    ops@example.com: asked where no person is known',
      '  account production (111122223333)',
      '    boss@example.com: asked where no person is known',
      '  account staging (123456789012)',
      '    nobody: a warning where no person is known',
      '',
    ]);
    expect(status).toBe(0);
  });

  test('ends with 1 and a line for each thing wrong', async () => {
    const { status, stdout } = await check('pagerDuty: {region: ap}\nduo: {hst: a}');

    expect(stdout.trim().split('\n')).toEqual([
      `${file}:1:13: pagerDuty.region: got "ap", expected one of us, eu`,
      `${file}:2:7: duo.hst: unknown key; did you mean host? (allowed: host, names)`,
    ]);
    expect(status).toBe(1);
  });

  test.each([
    ['a level', 'rules: {levels: {iam/create-usr: high}}', /iam\/create-usr.*iam\/create-user/],
    [
      'an automation',
      'automation: [{name: x, principal: "arn:aws:iam::111122223333:role/x", rules: [iam/create-usr], owner: ada@example.com, expires: 2027-06-30}]',
      /^automation "x": got rule "iam\/create-usr", expected one that exists; did you mean iam\/create-user\?$/m,
    ],
    ['a folder', 'rules: {folders: [nowhere]}', /nowhere/],
  ])('fails on %s that names what does not exist', async (_what, config, expected) => {
    const { status, stdout } = await check(config);

    expect(stdout).toMatch(expected);
    expect(status).toBe(1);
  });

  test('fails on accounts whose calls would go nowhere', async () => {
    const { status, stdout } = await check('accounts: [{id: "111122223333", name: production}]');

    expect(stdout).toBe(
      `${file}: security: missing, expected the account and region of the security stack\n`,
    );
    expect(status).toBe(1);
  });

  test('prints one JSON document', async () => {
    const { stdout } = await check('pagerDuty: {region: ap}', '--json');

    expect(JSON.parse(stdout)).toMatchObject({
      file,
      problems: [expect.stringContaining('pagerDuty.region')],
    });
  });

  test('ends with 2 on an option it does not know', async () => {
    const { status, stdout, stderr } = await check('', '--jsn');

    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^countersign check: .*--jsn[^\n]*\n$/);
  });
});
