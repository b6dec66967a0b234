import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MAX_PATTERN_CHARACTERS, MAX_RULES_PER_BUS_SMALL_REGIONS } from '../../lambda/eventbridge/limits.ts';
import { readDeployment } from '../../lib/read-deployment.ts';

const RULE = `title: Ingress authorized
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventSource: ec2.amazonaws.com, eventName: AuthorizeSecurityGroupIngress}
  condition: selection
level: medium
`;

describe('readDeployment', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-deployment-'));
    copyFileSync(
      resolve(__dirname, '../../countersign.example.yaml'),
      join(folder, 'countersign.example.yaml'),
    );
    mkdirSync(join(folder, 'rules/ec2'), { recursive: true });
    writeFileSync(join(folder, 'rules/ec2/security-group.yml'), RULE);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('reads the example where there is no configuration, and says so', () => {
    const read = readDeployment(folder);

    expect(read).toMatchObject({
      ok: true,
      input: {
        warnings: ['no countersign.yaml: using countersign.example.yaml'],
        rules: [{ ruleId: 'ec2/security-group', file: 'rules/ec2/security-group.yml' }],
        patterns: {
          global: [{ ruleIds: ['ec2/security-group'] }, { name: 'canary' }],
          regional: [{ ruleIds: ['ec2/security-group'] }, { name: 'canary' }],
        },
      },
    });
  });

  test('prefers the configuration, even a wrong one', () => {
    writeFileSync(join(folder, 'countersign.yaml'), 'duo: {host: x}');

    expect(readDeployment(folder)).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/countersign\.yaml:1:7: duo\.host: got "x"/)],
    });
  });

  test('refuses what only a local run can use', () => {
    writeFileSync(join(folder, 'countersign.yaml'), '');

    expect(readDeployment(folder)).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/^countersign\.yaml: accounts: missing/), expect.anything()],
    });
  });

  test('refuses a deployment without any rule, which would be silent for ever', () => {
    rmSync(join(folder, 'rules/ec2'), { recursive: true });

    expect(readDeployment(folder)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining(['rules.folders: no rule in rules']),
    });
  });

  test('refuses a rule that cannot be read, with its place', () => {
    writeFileSync(join(folder, 'rules/ec2/broken.yml'), 'title: [');

    expect(readDeployment(folder)).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/rules\/ec2\/broken\.yml:\d+:\d+: /)],
    });
  });
});

describe('the example with the built-in rules', () => {
  const read = readDeployment(resolve(__dirname, '../..'));
  const patterns = read.ok ? read.input.patterns.global : [];

  test('can be deployed', () => {
    expect(read.ok ? [] : read.problems).toEqual([]);
    expect(patterns.length).toBeGreaterThan(0);
  });

  test('has patterns that EventBridge takes, and no more than the smallest regions allow', () => {
    expect(patterns.filter(({ pattern }) => JSON.stringify(pattern).length > MAX_PATTERN_CHARACTERS)).toEqual(
      [],
    );
    expect(patterns.length).toBeLessThanOrEqual(MAX_RULES_PER_BUS_SMALL_REGIONS);
  });
});
