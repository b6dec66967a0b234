import { PassThrough } from 'node:stream';
import { right, wrong } from '../../../cli/doctor/finding.ts';
import { renderText } from '../../../cli/doctor/render-text.ts';
import { runDoctor } from '../../../cli/doctor.ts';
import { NO_COLOURS } from '../../../cli/investigate/paint.ts';

async function run(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io = { stdin: new PassThrough(), stdout, stderr, now: () => 0 };
  const exitCode = await runDoctor(args, io, () => Promise.reject(new Error('nobody is asked')));
  return { exitCode, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

describe('countersign doctor', () => {
  test.each([
    [['--skip', 'everything'], '--skip "everything", expected rules, topic'],
    [['--config', '/nowhere/countersign.yaml'], '/nowhere/countersign.yaml'],
    [['--nonsense'], '--nonsense'],
    [['here'], 'here'],
  ])('%j is bad input, said in one line', async (args, reason) => {
    const { exitCode, stdout, stderr } = await run(...args);

    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('says which permissions it needs', async () => {
    expect((await run('--help')).stdout).toContain('secretsmanager:GetSecretValue');
  });
});

describe('what countersign doctor prints', () => {
  const places = Array.from({ length: 6 }, (_, index) => `11112222333${index}/ap-northeast-1`);
  const text = renderText(
    [
      right('secrets', 'deployment', 'countersign/duo is filled in'),
      wrong('slack', 'deployment', `the token lacks ${'users:read '.repeat(12)}`, 'Add the scopes'),
      ...places.map((place) => wrong('rules', place, 'none of 72 rules is there', 'Deploy the member stack')),
      right('topic', '111122223330/ap-northeast-1', 'subscription confirmed'),
      right('trail', '111122223330', 'all'),
    ],
    80,
    NO_COLOURS,
  );

  test('fits 80 columns', () => {
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('shows each place in a table, blank where a check was not made', () => {
    const rows = text.split('\n').map((line) => line.trimEnd());

    expect(rows).toContain(`${' '.repeat(27)}  rules  topic  trail`);
    expect(rows.filter((row) => /^111122223330 +✓$/.test(row))).toHaveLength(1);
    expect(rows).toContain('111122223330/ap-northeast-1  ✗      ✓');
    expect(rows).toContain('111122223331/ap-northeast-1  ✗');
  });

  test('tells what is wrong alike in several places once, with what to do', () => {
    expect(text.match(/none of 72 rules is there/g)).toHaveLength(1);
    expect(text).toContain('and 2 more');
    expect(text).toContain('→ Deploy the member stack\n');
    expect(text).toContain('3 right, 7 wrong, 0 unknown');
  });
});
