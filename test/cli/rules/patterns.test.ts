import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesPatterns } from '../../../cli/rules/patterns.ts';
import type { RulesOutcome } from '../../../cli/rules/rules-command.ts';

function ruleText(selection: string): string {
  return [
    'title: A test rule',
    'id: 11111111-1111-4111-8111-111111111111',
    'status: test',
    'description: For the test.',
    'logsource: { product: aws, service: cloudtrail }',
    `detection: { selection: ${selection}, condition: selection }`,
    'level: medium',
    '',
  ].join('\n');
}

function patternsOf(folder: string, json = false): RulesOutcome {
  return rulesPatterns({
    folders: [folder],
    ownFolder: 'elsewhere',
    levels: {},
    isWhole: true,
    json,
    now: 0,
  });
}

describe('countersign rules patterns', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'patterns-'));
    mkdirSync(join(folder, 'iam'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('prints the patterns of a folder, and what cannot be delivered', () => {
    writeFileSync(
      join(folder, 'iam/create-user.yml'),
      ruleText('{ eventSource: iam.amazonaws.com, eventName: CreateUser }'),
    );
    writeFileSync(
      join(folder, 'iam/bucket.yml'),
      ruleText('{ requestParameters.bucketName: x }').replace('11111111', '22222222'),
    );

    const outcome = patternsOf(folder);
    const stdout = outcome.kind === 'done' ? outcome.text : '';

    expect(stdout).toContain('EventBridge rules: 1 ');
    expect(stdout).toContain('changes-i-k-1');
    expect(stdout).toMatch(
      /Not delivered by EventBridge:\n {2}\S*bucket: names neither a service nor a call/,
    );
  });

  test('prints one JSON document with --json', () => {
    writeFileSync(join(folder, 'iam/create-user.yml'), ruleText('{ eventName: CreateUser }'));

    const outcome = patternsOf(folder, true);

    expect(outcome.kind === 'done' ? JSON.parse(outcome.text) : null).toMatchObject({
      patterns: [{ name: 'changes-any-1', state: 'ENABLED' }],
      undeliverable: [],
    });
  });

  test('refuses rules with errors, naming file and line', () => {
    writeFileSync(join(folder, 'iam/broken.yml'), 'title: [');

    expect(patternsOf(folder)).toEqual({
      kind: 'bad-input',
      reason: expect.stringMatching(/broken\.yml:\d+:\d+: error: /),
    });
  });
});
