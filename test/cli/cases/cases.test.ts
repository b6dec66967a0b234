import { Readable, Writable } from 'node:stream';
import { runCases } from '../../../cli/cases.ts';
import { createInMemoryCaseStore } from '../../../lambda/adapters/in-memory/case-store.ts';
import { openAlert } from '../../../lambda/cases/alert.ts';
import type { Case } from '../../../lambda/cases/case.ts';
import { asked, caseCall, escalated, MINUTE_MS, START, verified } from '../../cases/samples.ts';

const NOW = START + 30 * MINUTE_MS;

function named(item: Case, group: string, minutes: number): Case {
  const id = `${group.repeat(32)}-1`;
  return { ...item, id, group: group.repeat(32), version: 1, openedAt: START + minutes * MINUTE_MS };
}

const ALERT = openAlert(
  {
    group: 'd',
    generation: 1,
    severity: 'error',
    because: 'severity',
    person: null,
    at: START,
    openUntil: START + 60 * MINUTE_MS,
  },
  [
    caseCall('first', {
      eventName: 'StopLogging',
      principal: 'IAM user \u001b[31meve\u202e',
      resource: 'a\nb',
    }),
  ],
);
const CASES = [
  named(asked(), 'a', 1),
  named(escalated(), 'b', 2),
  named(verified(), 'c', 3),
  named(ALERT, 'd', 4),
];

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

async function deployment() {
  const cases = createInMemoryCaseStore();
  for (const item of CASES) await cases.put(item);
  const run = async (...args: readonly string[]) => {
    const [stdout, stderr] = [memory(), memory()];
    const io = { stdin: Readable.from([]), stdout, stderr, now: () => NOW };
    const exitCode = await runCases(args, io, async () => ({ cases, close: async () => {} }));
    return { exitCode, stdout: stdout.text, stderr: stderr.text };
  };
  return { cases, run };
}

const idsIn = (text: string) => [...text.matchAll(/^([a-d])\1{7}-1/gm)].map(([, group]) => group);

describe('countersign cases list', () => {
  test('shows every case, newest first, with where it stands, within 80 columns', async () => {
    const { run } = await deployment();
    const { stdout, exitCode } = await run('list');
    expect(exitCode).toBe(0);
    expect(idsIn(stdout)).toEqual(['d', 'c', 'b', 'a']);
    expect(stdout.match(/open|verified|asked/g)).toEqual(['open', 'verified', 'open', 'asked']);
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  test.each([
    [['--open'], ['d', 'b', 'a']],
    [
      ['--person', 'Ana@Example.com'],
      ['c', 'b', 'a'],
    ],
    [
      ['--since', '27m'],
      ['d', 'c'],
    ],
    [['--since', '2026-11-21'], []],
    [
      ['--limit', '2'],
      ['d', 'c'],
    ],
    [
      ['--before', 'cccccccc-1'],
      ['b', 'a'],
    ],
    [['--limit', '1', '--before', `${'c'.repeat(32)}-1`], ['b']],
  ])('%j keeps %j', async (flags, ids) => {
    const { run } = await deployment();
    expect(idsIn((await run('list', ...flags)).stdout)).toEqual(ids);
  });

  test('says how to get the next page, and only when there is one', async () => {
    const { run } = await deployment();
    expect((await run('list', '--limit', '2')).stdout).toContain('--before cccccccc-1');
    expect((await run('list', '--limit', '4')).stdout).not.toContain('--before');
  });

  test('--json prints one line a case, and nothing else', async () => {
    const { run } = await deployment();
    const rows = (await run('list', '--json')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ stands }) => stands)).toEqual(['open', 'verified', 'open', 'asked']);
    expect(rows[2]).toMatchObject({ kind: 'question', person: 'ana@example.com', ended: null, calls: 1 });
  });
});

describe('countersign cases show', () => {
  test('tells of one case, its id whole or short', async () => {
    const { run } = await deployment();
    const { stdout } = await run('show', 'bbbbbbbb-1');
    expect(stdout).toContain('ana@example.com');
    expect(stdout).toContain('CreateUser');
    expect(await run('show', `${'b'.repeat(32)}-1`)).toMatchObject({ stdout });
  });

  test('shows text from CloudTrail without what would steer a terminal', async () => {
    const { run } = await deployment();
    const { stdout } = await run('show', 'dddddddd-1');
    expect(stdout).toContain('eve');
    for (const hidden of ['\u001b', '\u202e']) expect(stdout).not.toContain(hidden);
    expect(stdout).not.toContain('a\nb');
  });
});

describe('countersign cases close', () => {
  test('ends an open incident, with who and why, as a record for the journal and PagerDuty', async () => {
    const { run, cases } = await deployment();
    const { exitCode, stdout } = await run(
      'close',
      'bbbbbbbb-1',
      '--reason',
      'Ana was called',
      '--by',
      'bob',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Closed bbbbbbbb-1 as bob');
    const after = await cases.get(`${'b'.repeat(32)}-1`);
    expect(after?.closed).toEqual({ by: 'operator', at: NOW, who: 'bob', why: 'Ana was called' });
    expect(after?.outbox.map(({ effect }) => effect.kind)).toEqual(
      expect.arrayContaining(['resolve', 'record']),
    );
    expect((await run('list')).stdout).toContain('closed');
  });

  test.each([
    ['a question that is being asked', 'aaaaaaaa-1', 'is asked'],
    ['a verified case', 'cccccccc-1', 'is verified'],
    ['no case at all', 'eeeeeeee-1', 'no case "eeeeeeee-1"'],
  ])('refuses %s and changes nothing', async (_name, id, words) => {
    const { run, cases } = await deployment();
    const { exitCode, stderr } = await run('close', id, '--reason', 'I say so');
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
    for (const item of CASES) expect(await cases.get(item.id)).toEqual(item);
  });

  test('ends nothing twice', async () => {
    const { run, cases } = await deployment();
    await run('close', 'dddddddd-1', '--reason', 'first', '--by', 'bob');
    expect(await run('close', 'dddddddd-1', '--reason', 'second')).toMatchObject({ exitCode: 2 });
    expect((await cases.get(`${'d'.repeat(32)}-1`))?.closed?.why).toBe('first');
  });
});

test.each([
  [[], 'list, show or close is expected'],
  [['open'], '"open", expected list, show or close'],
  [['show'], 'one ID is expected'],
  [['close', 'x'], '--reason TEXT is expected'],
  [['list', '--since', 'yesterday'], '--since "yesterday"'],
  [['list', '--limit', '0'], '--limit "0"'],
  [['list', '--before', 'zz'], '--before "zz"'],
  [['list', '--nonsense'], 'nonsense'],
] as const)('%j is bad input, in one line', async (args, words) => {
  const { run } = await deployment();
  const { exitCode, stdout, stderr } = await run(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
