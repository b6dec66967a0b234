import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { only } from './client.ts';
import { inFolder } from './in-folder.ts';
import { createUser, openSecurityGroup, serviceLook } from './records.ts';
import { type Ended, runsOfThisFile } from './start.ts';

const REAL_TRAIL = path.resolve(__dirname, '../../../shared/data/invictus/records.jsonl');

const runs = runsOfThisFile();
async function write(folder: string, name: string, content: string | Buffer): Promise<string> {
  const place = path.join(folder, name);
  await writeFile(place, content);
  return place;
}

/** Runs the command to its end. */
async function finished(...args: readonly string[]): Promise<Ended & { stdout: string; stderr: string }> {
  const run = runs.spawn(...args);
  const ended = await run.ended;
  return { ...ended, stdout: run.stdout(), stderr: run.stderr() };
}

/** A day of 2023: one burst of six calls, one call that nobody needs, one that pages, a duplicate, a broken line. */
async function writeDay(folder: string): Promise<void> {
  const at = Date.UTC(2023, 6, 10, 9);
  const burst = Array.from({ length: 6 }, (_, index) =>
    createUser('ana@example.com', { at: at + index * 1_000 }),
  );
  const later = createUser('ben@example.com', { at: at + 3 * 3_600_000 });
  const page = openSecurityGroup('ben@example.com', '0.0.0.0/0', { at: at + 4 * 3_600_000 });
  await write(folder, 'morning.json', JSON.stringify({ Records: [serviceLook(at), ...burst] }));
  await write(
    folder,
    'noon.jsonl.gz',
    gzipSync([later, page].map((record) => JSON.stringify(record)).join('\n')),
  );
  await write(folder, 'night.jsonl', `${JSON.stringify(burst[0])}\n{"eventName": "Crea`);
}

const ACCOUNT_LINE =
  '1 filtered + 0 logged + 7 notified + 1 alerted + 1 quarantined + 1 duplicate = 11 of 11 received: every record is accounted for';

test.concurrent('a folder of trail files is played on the clock of its records, and every record is accounted for', () =>
  inFolder(async (folder) => {
    await writeDay(folder);
    const { code, stdout, stderr } = await finished(folder, '--answer', 'yes');

    expect(stderr).toBe('');
    expect(stdout).toContain(ACCOUNT_LINE);
    expect(stdout).toContain('2 questions to 2 people: 2 verified, 0 paged; 1 incident in PagerDuty');
    expect(code).toBe(0);
  }));

test.concurrent.each([
  ['no', 'ana@example.com did not verify: no'],
  ['ignore', 'ana@example.com did not verify: silence'],
])('--answer %s: every question becomes a page', (answer, told) =>
  inFolder(async (folder) => {
    await writeDay(folder);
    const { code, stdout } = await finished(folder, '--answer', answer);

    expect(stdout).toContain(ACCOUNT_LINE);
    expect(stdout).toContain('2 questions to 2 people: 0 verified, 2 paged; 3 incidents in PagerDuty');
    expect(stdout).toContain(told);
    expect(code).toBe(0);
  }),
);

test.concurrent('without --answer the last questions stay open for whoever is at the page, until Ctrl-C', () =>
  inFolder(async (folder) => {
    const at = Date.UTC(2023, 6, 10, 9);
    const record = JSON.stringify(createUser('ana@example.com', { at }));
    const run = await runs.start(await write(folder, 'one.json', record));
    await run.says(/The page stays open/);
    expect(run.stdout()).toContain(
      '1 question to 1 person: 0 verified, 0 paged, 1 open; 0 incidents in PagerDuty',
    );

    const message = only((await run.state()).messages);
    await run.click(message.id, 'no', message.user ?? '');
    expect(only((await run.state()).incidents).details).toMatchObject({ cause: 'no' });

    expect(await run.stop()).toEqual({ code: 0, signal: null });
  }));

test.concurrent('a file without records has nothing to account for', () =>
  inFolder(async (folder) => {
    const file = await write(folder, 'none.json', '{"Records":[]}');
    const { code, stdout } = await finished(file, '--answer', 'yes');

    expect(stdout).toContain('= 0 of 0 received');
    expect(code).toBe(0);
  }));

describe('bad input ends with 2 and one line', () => {
  test.concurrent.each<[string, readonly string[], RegExp]>([
    ['a path that is not there', ['/no/such/path'], /: \/no\/such\/path: no such file or folder$/],
    ['an unknown option', ['--speed', '9'], /--speed/],
    ['rules that are not there', ['--idle', '--rules', '/no/such/rules'], /\/no\/such\/rules/],
    ['data in a place that is no folder', ['--idle', '--data', '/dev/null/data'], /--data: .*\/dev\/null/],
  ])('%s', async (_name, args, words) => {
    const { code, stdout, stderr } = await finished(...args);

    expect(code).toBe(2);
    expect(stderr.trimEnd()).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
  });

  test.concurrent('a port that is taken', async () => {
    const run = await runs.start('--idle');
    const { port } = new URL(run.url);
    const { code, stderr } = await finished('--idle', '--port', port);

    expect(code).toBe(2);
    expect(stderr).toBe(`countersign start: --port: ${port}: taken by another program\n`);
  });
});

const isPresent = existsSync(REAL_TRAIL);
const ifPresent = isPresent ? test.concurrent : test.skip;
ifPresent(
  `a real trail of 2,900 records is accounted for${isPresent ? '' : `: there is no ${REAL_TRAIL}`}`,
  async () => {
    const { code, stdout } = await finished(REAL_TRAIL, '--answer', 'yes');

    expect(stdout).toMatch(/= 2,900 of 2,900 received: every record is accounted for/);
    expect(code).toBe(0);
  },
  120_000,
);
