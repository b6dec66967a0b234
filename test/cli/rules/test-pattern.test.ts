import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesTestPattern } from '../../../cli/rules/test-pattern.ts';

describe('countersign rules test-pattern', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'test-pattern-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function file(name: string, text: string): string {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  }

  test.each([
    ['aws.iam', '{"match":true}\n'],
    ['aws.s3', '{"match":false}\n'],
  ])('answers whether an event of %s matches', (source, stdout) => {
    const pattern = file('pattern.json', '{"source":["aws.iam"]}');
    const event = file('event.json', JSON.stringify({ source }));

    expect(rulesTestPattern(['--pattern', pattern, '--event', event])).toEqual({
      stdout,
      stderr: '',
      exitCode: 0,
    });
  });

  test('refuses a pattern as EventBridge does, with the reason', () => {
    const pattern = file('pattern.json', '{"source":"aws.iam"}');
    const event = file('event.json', '{}');

    expect(rulesTestPattern(['--pattern', pattern, '--event', event])).toEqual({
      stdout: '',
      stderr: `countersign: ${pattern}: "source" must be an object or an array\n`,
      exitCode: 2,
    });
  });

  test('gives each case its verdict, whatever the others are', () => {
    const cases = [
      { pattern: { a: [1] }, event: { a: 1 } },
      { pattern: { a: [1] }, event: 'no event at all' },
      { pattern: { a: [] }, event: {} },
      { pattern: '{"a":[1]}', event: '{"a":1}' },
      { event: {} },
    ];
    const path = file('cases.jsonl', `${cases.map((each) => JSON.stringify(each)).join('\n')}\n\nno json\n`);

    expect(
      rulesTestPattern(['--cases', path])
        .stdout.trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { match: true },
      { match: false },
      { error: '"a": empty arrays are not allowed' },
      { match: true },
      { error: 'a case is {"pattern": …, "event": …}' },
      { error: expect.stringMatching(/^not JSON/) },
    ]);
  });

  test.each([
    [[], 'no --pattern FILE, and no --cases FILE'],
    [['--pattern', 'x'], 'no --event FILE for the pattern'],
    [['--cases', 'x', '--pattern', 'y'], '--cases stands alone'],
    [['--patern', 'x'], "Unknown option '--patern'"],
    [['x'], "Unexpected argument 'x'"],
  ])('says what is wrong with %j, and its usage', (args, reason) => {
    expect(rulesTestPattern(args)).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`${reason}[^]*\\nusage: countersign rules test-pattern`)),
    });
  });

  test('names a file that is not there', () => {
    expect(rulesTestPattern(['--cases', join(folder, 'none')])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('none'),
    });
  });
});
