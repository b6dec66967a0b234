import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { renderConfigProblem } from '../../lambda/config/config-problem.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { parseConfig } from '../../lambda/config/parse-config.ts';

function problemsOf(text: string): readonly string[] {
  const parsed = parseConfig(text, 'countersign.yaml');
  return parsed.ok ? [] : parsed.problems.map(renderConfigProblem);
}

function configOf(text: string) {
  const parsed = parseConfig(text, 'countersign.yaml');
  if (!parsed.ok) throw new Error(parsed.problems.map(renderConfigProblem).join('\n'));
  return parsed.config;
}

const ACCOUNT = 'accounts: [{id: "111122223333", name: production';
const AUTOMATION =
  'name: build, principal: "arn:aws:iam::111122223333:role/build", rules: [ec2/run-instances], owner: ada@example.com';

describe('parseConfig', () => {
  test('an empty file is the configuration of the local run', () => {
    expect(configOf('')).toEqual(DEFAULT_CONFIG);
  });

  test('sections that are named and left empty keep their defaults', () => {
    expect(configOf('people:\nverification:\nslack:\naccounts:\n')).toEqual(DEFAULT_CONFIG);
  });

  test('the example is valid and uses every section', () => {
    const text = readFileSync(resolve(__dirname, '../../countersign.example.yaml'), 'utf8');

    const config = configOf(text);

    expect(config.accounts?.map(({ id, regions }) => [id, regions.length])).toEqual([
      ['111122223333', 3],
      ['123456789012', 3],
      ['210987654321', 3],
    ]);
    expect(config.security?.alarmEmails).toEqual(['security-oncall@example.com']);
    expect(config.automation[0]?.network).toBe('build-servers');
  });

  test('what is read is plain data: it goes to the functions as JSON', () => {
    const text = readFileSync(resolve(__dirname, '../../countersign.example.yaml'), 'utf8');
    const config = configOf(text);

    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
  });

  test('the example states the defaults of the verification times', () => {
    const text = readFileSync(resolve(__dirname, '../../countersign.example.yaml'), 'utf8');

    expect(configOf(text).verification).toEqual(DEFAULT_CONFIG.verification);
  });

  test.each(['"false"', '"true"', '0', 'no'])('a switch takes true or false, not text: %s', (written) => {
    const security = `security: {account: "111122223333", region: eu-central-1, tracing: ${written}}`;
    expect(problemsOf(security)).toEqual([expect.stringContaining('true or false')]);
  });

  test('regions of an account are all when left out', () => {
    expect(configOf(`${ACCOUNT}}]`).accounts).toEqual([
      { id: '111122223333', name: 'production', regions: 'all', owner: null },
    ]);
  });

  test('an account id without quotes that lost nothing is accepted', () => {
    expect(configOf('accounts: [{id: 111122223333, name: production}]').accounts?.[0]?.id).toBe(
      '111122223333',
    );
  });

  test('e-mail addresses and domains become lower case', () => {
    const { people } = configOf('people: {domains: [Example.COM], overrides: {ada: Ada@Example.com}}');

    expect(people).toEqual({ domains: ['example.com'], overrides: { ada: 'ada@example.com' }, owners: {} });
  });

  test('an expiry holds to the end of its day', () => {
    const { automation } = configOf(`automation: [{${AUTOMATION}, expires: 2027-06-30}]`);

    expect(automation[0]?.expires).toBe(Date.parse('2027-07-01T00:00:00Z') - 1);
  });

  test.each([
    [
      'a misspelt section',
      'pepole: {}',
      '1:1: pepole: unknown key; did you mean people? (allowed: accounts, ',
    ],
    ['a misspelt key', `${ACCOUNT}, ownr: x}]`, 'accounts[0].ownr: unknown key; did you mean owner?'],
    [
      'a key like no other',
      'slack: {zzzzzz: 1}',
      'slack.zzzzzz: unknown key, expected one of securityChannel',
    ],
    ['a missing value', 'accounts: [{id: "111122223333"}]', 'accounts[0].name: missing, expected a name'],
    [
      'zeros lost from an account',
      'accounts: [{id: 001122223333, name: a}]',
      'accounts[0].id: got 1122223333, expected 12 digits in quotes, such as "012345678901" (without quotes YAML reads a number and drops its zeros)',
    ],
    [
      'an account of 11 digits',
      'accounts: [{id: "11112222333", name: a}]',
      'got "11112222333", expected 12 digits',
    ],
    ['no account at all', 'accounts: []', 'accounts: got an empty list, expected at least one account'],
    [
      'an unknown region',
      `${ACCOUNT}, regions: [eu-centrl-1]}]`,
      'accounts[0].regions[0]: got "eu-centrl-1", expected a region; did you mean eu-central-1?',
    ],
    [
      'regions that are neither',
      `${ACCOUNT}, regions: everywhere}]`,
      'accounts[0].regions: got "everywhere", expected all, or a list of regions',
    ],
    [
      'an address that is no e-mail',
      `${ACCOUNT}, owner: ada}]`,
      'accounts[0].owner: got "ada", expected an e-mail address',
    ],
    [
      'a domain with @',
      'people: {domains: ["@example.com"]}',
      'people.domains[0]: got "@example.com", expected a domain without @',
    ],
    [
      'a duration in words',
      'verification: {deadline: 15 minutes}',
      'verification.deadline: got "15 minutes", expected a number and a unit, such as 30s, 15m, 24h or 7d, from 30s to 4h',
    ],
    [
      'a duration without unit',
      'verification: {askWithin: 60}',
      'verification.askWithin: got 60, expected a number and a unit',
    ],
    ['a deadline out of range', 'verification: {deadline: 2d}', 'got "2d", expected a number and a unit'],
    [
      'a trusted Internet',
      'networks: {trusted: [{name: all, cidrs: [0.0.0.0/0]}]}',
      'networks.trusted[0].cidrs[0]: got "0.0.0.0/0", expected a range no wider than /8',
    ],
    [
      'an address without prefix',
      'networks: {trusted: [{name: a, cidrs: [203.0.113.7]}]}',
      'for this address alone write 203.0.113.7/32',
    ],
    [
      'a range that is none',
      'networks: {trusted: [{name: a, cidrs: [300.0.0.0/8]}]}',
      'got "300.0.0.0/8", expected an address range',
    ],
    [
      'automation without end',
      `automation: [{${AUTOMATION}}]`,
      'automation[0].expires: missing, expected a day',
    ],
    [
      'a day that does not exist',
      `automation: [{${AUTOMATION}, expires: 2027-02-30}]`,
      'got "2027-02-30", expected a day that exists',
    ],
    [
      'a principal that is everybody',
      `automation: [{${AUTOMATION.replace('role/build', 'role/*')}, expires: 2027-06-30}]`,
      'expected the ARN of a role or user whose name is not only *',
    ],
    [
      'automation for all rules',
      `automation: [{${AUTOMATION.replace('[ec2/run-instances]', '[]')}, expires: 2027-06-30}]`,
      'automation[0].rules: got an empty list, expected at least one rule id',
    ],
    [
      'a level that is none',
      'rules: {levels: {iam/create-user: hi}}',
      'rules.levels["iam/create-user"]: got "hi", expected one of informational, low, medium, high, critical',
    ],
    [
      'a rule id that is none',
      'rules: {levels: {"create user": low}}',
      'got the key "create user", expected a rule id',
    ],
    [
      'a PagerDuty region that is none',
      'pagerDuty: {region: ap}',
      'pagerDuty.region: got "ap", expected one of us, eu',
    ],
    [
      'a channel by name',
      'slack: {securityChannel: "#security"}',
      'slack.securityChannel: got "#security", expected the id of a Slack channel',
    ],
    [
      'a foreign Duo host',
      'duo: {host: duo.example.com}',
      'duo.host: got "duo.example.com", expected the API hostname',
    ],
    [
      'a list instead of a section',
      'people: []',
      'people: got an empty list, expected a mapping with domains, overrides',
    ],
    ['text instead of a mapping', 'hello', '1:1: got "hello", expected a mapping with accounts'],
    ['a key written twice', 'duo:\nduo:\n', 'not YAML: Map keys must be unique'],
    ['text that is no YAML', 'accounts: [ {', 'not YAML: '],
    [
      'two accounts with one id',
      `${ACCOUNT}}, {id: "111122223333", name: other}]`,
      'accounts[1].id: got "111122223333" a second time',
    ],
    [
      'two accounts with one name',
      `${ACCOUNT}}, {id: "123456789012", name: production}]`,
      'accounts[1].name: got "production" a second time',
    ],
    [
      'one region twice',
      `${ACCOUNT}, regions: [us-east-1, us-east-1]}]`,
      'accounts[0].regions[1]: got "us-east-1" a second time',
    ],
    [
      'a report before the question',
      'verification: {askWithin: 2d, reportAfter: 1d}',
      'verification.reportAfter: got 1d, expected no less than askWithin, 2d',
    ],
    [
      'accounts of another partition',
      `${ACCOUNT}, regions: [cn-north-1]}]\nsecurity: {account: "123456789012", region: us-east-1}`,
      'accounts[0].regions[0]: got "cn-north-1", expected a region of aws',
    ],
  ])('fails on %s, in one line', (_situation, text, expected) => {
    const problems = problemsOf(text);

    expect(problems[0]).toContain(expected);
    expect(problems[0]).toMatch(/^countersign\.yaml:\d+:\d+: [^\n]+$/);
  });

  test('an unknown network comes with the known ones', () => {
    const text = `networks: {trusted: [{name: office, cidrs: [203.0.113.0/24]}]}
automation: [{${AUTOMATION}, network: ofice, expires: 2027-06-30}]`;

    expect(problemsOf(text)).toEqual([
      expect.stringContaining(
        'got "ofice", expected a name from networks.trusted: office; did you mean office?',
      ),
    ]);
  });

  test('reports everything at once, in the order of the file, where it stands', () => {
    const text = 'slack:\n  channel: x\nduo:\n  host: 1\npeople:\n  domains:\n    - "@"\n    - ok.example\n';

    expect(problemsOf(text).map((line) => line.split(': ').slice(0, 2).join(' '))).toEqual([
      'countersign.yaml:2:3 slack.channel',
      'countersign.yaml:4:3 duo.host',
      'countersign.yaml:7:7 people.domains[0]',
    ]);
  });

  test('any text is either a configuration or problems, each in one line', () => {
    const yamlish = fc.array(
      fc.constantFrom('accounts:', ' - id: 1', '\n', 'people', '{', '}', '*a', '&a ', '[', '"'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          yamlish.map((parts) => parts.join('')),
        ),
        (text) => {
          expect(problemsOf(text).every((line) => !line.includes('\n'))).toBe(true);
        },
      ),
    );
  });
});
