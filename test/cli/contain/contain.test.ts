import { Readable, Writable } from 'node:stream';
import type { CommandEnd } from '../../../cli/contain/run-command.ts';
import { runContain } from '../../../cli/contain.ts';
import type { JournalEntry } from '../../../lambda/journal/entry.ts';

const KEY = 'AKIAEXAMPLE000000001';
const USER = 'arn:aws:iam::111122223333:user/ana';
const OTHER = 'arn:aws:iam::111122223333:user/admin';

async function contain(
  args: readonly string[],
  typed = '',
  own = OTHER,
  failing = 'nothing',
  recordFails = false,
) {
  let [out, err] = ['', ''];
  const sink = (add: (text: string) => void) =>
    new Writable({
      write(chunk, _encoding, done) {
        add(String(chunk));
        done();
      },
    });
  const ran: string[] = [];
  const run = async (command: readonly string[]): Promise<CommandEnd> => {
    const text = command.join(' ');
    if (text.startsWith('aws sts get-caller-identity'))
      return { code: 0, stdout: JSON.stringify({ Arn: own }), stderr: '' };
    ran.push(text);
    return text.includes(failing)
      ? { code: 254, stdout: '', stderr: 'AccessDenied' }
      : { code: 0, stdout: '', stderr: '' };
  };
  const io = {
    stdin: Readable.from([Buffer.from(typed)]),
    stdout: sink((text) => {
      out += text;
    }),
    stderr: sink((text) => {
      err += text;
    }),
    now: () => Date.UTC(2026, 2, 9),
  };
  const entries: JournalEntry[] = [];
  const recorder = () => async (entry: JournalEntry) => {
    if (recordFails) throw new Error('the journal is away');
    entries.push(entry);
  };
  const status = await runContain(args, io, run, recorder);
  return { status, out, err, ran, entries };
}

describe('countersign contain', () => {
  test('prints the commands and runs nothing', async () => {
    const { status, out, ran } = await contain([KEY, '--principal', USER]);

    expect(status).toBe(0);
    expect(out).toContain(
      `aws iam update-access-key --user-name ana --access-key-id ${KEY} --status Inactive`,
    );
    expect(out).toContain('{"DateLessThan":{"aws:TokenIssueTime":"2026-03-09T00:00:00Z"}}');
    expect(out).not.toMatch(/delete-/);
    expect(ran).toEqual([]);
  });

  test('runs them after a yes, in order', async () => {
    const { status, ran } = await contain([KEY, '--principal', USER, '--execute'], 'yes\n');

    expect(status).toBe(0);
    expect(ran.map((text) => text.split(' ')[2])).toEqual(['update-access-key', 'put-user-policy']);
  });

  test.each(['', 'y\n', 'no\n', 'YES please\n'])('runs nothing after %j', async (typed) => {
    const { status, ran } = await contain([KEY, '--principal', USER, '--execute'], typed);

    expect(status).toBe(2);
    expect(ran).toEqual([]);
  });

  test('refuses to lock out whoever runs it', async () => {
    const { status, ran, err } = await contain([KEY, '--principal', USER, '--execute'], 'yes\n', USER);

    expect(status).toBe(2);
    expect(ran).toEqual([]);
    expect(err).toContain('would lock out');
  });

  test("refuses to revoke the role that the caller's own session is of", async () => {
    const role = 'arn:aws:iam::111122223333:role/admin';
    const own = 'arn:aws:sts::111122223333:assumed-role/admin/ana';

    expect((await contain([role, '--execute'], 'yes\n', own)).ran).toEqual([]);
    expect((await contain([role, '--execute'], 'yes\n')).ran).toHaveLength(2);
  });

  test('stops at the first command that fails', async () => {
    const { status, ran, err } = await contain(
      [KEY, '--principal', USER, '--execute'],
      'yes\n',
      OTHER,
      'update-access-key',
    );

    expect(status).toBe(2);
    expect(ran).toHaveLength(1);
    expect(err).toContain('AccessDenied');
  });

  test('writes each step down before and after, with who ran it', async () => {
    const { entries } = await contain([KEY, '--principal', USER, '--execute'], 'yes\n');

    expect(entries.map(({ kind, data }) => [kind, data['key'], data['by'], data['result']])).toEqual([
      ['containment', KEY, OTHER, 'begun'],
      ['containment', KEY, OTHER, 'done'],
      ['containment', KEY, OTHER, 'begun'],
      ['containment', KEY, OTHER, 'done'],
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(4);
  });

  test('runs nothing that cannot be written down', async () => {
    const args = [KEY, '--principal', USER, '--execute'];

    const { status, ran, err } = await contain(args, 'yes\n', OTHER, 'nothing', true);

    expect([status, ran]).toEqual([2, []]);
    expect(err).toContain('the journal is away');
  });

  test('runs nothing while a word is to be filled in', async () => {
    const { status, ran, err } = await contain([KEY, '--execute'], 'yes\n');

    expect([status, ran]).toEqual([2, []]);
    expect(err).toContain('USER_NAME');
  });

  test('a role of Identity Center is denied through its permission set, not edited', async () => {
    const role =
      'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef';

    const { out } = await contain([role]);

    expect(out).toContain('put-inline-policy-to-permission-set');
    expect(out).not.toContain('put-role-policy');
    expect(out).toContain('--type SERVICE_CONTROL_POLICY');
    expect(out).toContain('AWSReservedSSO_Admin_*');
  });
});
