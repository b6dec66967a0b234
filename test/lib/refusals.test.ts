import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DerivedPattern } from '../../lambda/eventbridge/derived-pattern.ts';
import { limitProblems } from '../../lib/limits.ts';
import { readDeployment } from '../../lib/read-deployment.ts';
import { CONFIG, MEMBER_PATTERNS, PATTERNS } from './deployment.ts';

const SECURITY = `security: {account: "123456789012", region: eu-central-1}
`;

const RULE = `title: Ingress authorized
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventSource: ec2.amazonaws.com, eventName: AuthorizeSecurityGroupIngress}
  condition: selection
level: medium
`;

/** What the synthesis refuses of a configuration and a rule. */
function refused(yaml: string, rule = RULE): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-refusals-'));
  mkdirSync(join(folder, 'rules/ec2'), { recursive: true });
  writeFileSync(join(folder, 'countersign.yaml'), yaml);
  writeFileSync(join(folder, 'rules/ec2/rule.yml'), rule);
  const read = readDeployment(folder);
  rmSync(folder, { recursive: true });
  return read.ok ? [] : read.problems;
}

function accountLine(id: string, regions = 'all'): string {
  return `  - {id: "${id}", name: "account ${id}", regions: ${regions}}\n`;
}

describe('a deployment is refused, with what to do,', () => {
  test('never where nothing is wrong', () => {
    expect(refused(`accounts:\n${accountLine('111122223333')}${SECURITY}`)).toEqual([]);
  });

  test('when two accounts have the same id', () => {
    const yaml = `accounts:\n${accountLine('111122223333')}${accountLine('111122223333').replace('"account', '"other')}${SECURITY}`;

    expect(refused(yaml)).toEqual([
      expect.stringMatching(/accounts\[1\]\.id: got "111122223333" a second time, expected each only once$/),
    ]);
  });

  test('when a region is unknown, and names the one that was meant', () => {
    expect(
      refused(`accounts:\n${accountLine('111122223333', '[us-east-1, eu-centrall-1]')}${SECURITY}`),
    ).toEqual([expect.stringMatching(/accounts\[0\]\.regions\[1\]: got "eu-centrall-1".*eu-central-1/)]);
  });

  test.each([
    ['eu-central-1', 'us-east-1'],
    ['us-gov-east-1', 'us-gov-west-1'],
    ['cn-northwest-1', 'cn-north-1'],
  ])("when the partition's global region is missing (%s alone)", (region, global) => {
    const security = SECURITY.replace('eu-central-1', region);

    expect(refused(`accounts:\n${accountLine('111122223333', `[${region}]`)}${security}`)).toEqual([
      `countersign.yaml: accounts[0].regions: ${global} missing, where alone calls to IAM and Organizations are recorded; add it`,
    ]);
  });

  test('when a queue would have to name more accounts than its policy holds', () => {
    const accounts = Array.from({ length: 121 }, (_, index) => accountLine(String(100_000_000_000 + index)));
    const organization = 'organization: {managementAccount: "999999999999", units: [r-ab12]}\n';

    expect(refused(`accounts:\n${accounts.join('')}${SECURITY}${organization}`)).toEqual([
      expect.stringMatching(/accounts: got 121, expected at most 120 .*set security\.admit to organization/),
    ]);
  });

  test('when a rule names what fits into no event pattern', () => {
    const long = RULE.replace('AuthorizeSecurityGroupIngress', 'A'.repeat(2_100));

    expect(refused(`accounts:\n${accountLine('111122223333')}${SECURITY}`, long)).toEqual([
      'ec2/rule: names something that does not fit into an event pattern; name less of it (startswith, endswith), or let it read the archive feed (feed: archive)',
    ]);
  });
});

describe('limitProblems', () => {
  const many = (amount: number): readonly DerivedPattern[] =>
    Array.from({ length: amount }, (_, index) => ({
      name: `p-${index}`,
      state: 'ENABLED',
      pattern: { source: ['aws.ec2'] },
      ruleIds: [],
    }));

  test('finds none in an ordinary deployment', () => {
    expect(limitProblems(CONFIG, MEMBER_PATTERNS)).toEqual([]);
  });

  test('names the pattern that is too long, and its rules', () => {
    const [first] = PATTERNS;
    const long = { detail: { eventName: ['x'.repeat(2_100)] } };
    const global = first === undefined ? [] : [{ ...first, pattern: long }];

    expect(limitProblems(CONFIG, { ...MEMBER_PATTERNS, global })).toEqual([
      'the event pattern iam has 2129 characters, expected at most 2048: name fewer or shorter values in iam/create-user',
    ]);
  });

  test('counts the rules of a bus, of which some regions take fewer', () => {
    const [place] = CONFIG.accounts;
    const small = place === undefined ? [] : [{ ...place, regions: ['us-east-1', 'eu-south-1'] }];
    const large = place === undefined ? [] : [{ ...place, regions: ['us-east-1', 'eu-west-1'] }];
    const patterns = { global: many(101), regional: many(101) };

    expect(limitProblems({ ...CONFIG, accounts: large }, patterns)).toEqual([]);
    expect(limitProblems({ ...CONFIG, accounts: small }, patterns)).toEqual([
      expect.stringMatching(
        /^the rules need 101 event patterns, expected at most 100 on a bus in eu-south-1/,
      ),
    ]);
    expect(limitProblems({ ...CONFIG, accounts: large }, { global: many(301), regional: [] })).toEqual([
      expect.stringMatching(/^the rules need 301 event patterns, expected at most 300/),
    ]);
  });
});
