import { parseConfig } from '../../lambda/config/parse-config.ts';

const SECURITY = 'security: {account: "123456789012", region: eu-central-1';

function problemsOf(text: string): readonly string[] {
  const parsed = parseConfig(text, 'countersign.yaml');
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

function configOf(text: string) {
  const parsed = parseConfig(text, 'countersign.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

describe('an organisation in the configuration', () => {
  test('with units and a management account gets StackSets', () => {
    const { organization } = configOf(
      'organization: {managementAccount: "999999999999", units: [ou-ab12-0a1b2c3d]}',
    );

    expect(organization).toEqual({
      managementAccount: '999999999999',
      units: ['ou-ab12-0a1b2c3d'],
      regions: 'all',
    });
  });

  test('with its id alone does not', () => {
    expect(configOf('organization: {id: o-a1b2c3d4e5}').organization).toBeNull();
  });

  test.each([
    [
      'organization: {units: [r-ab12]}',
      /^organization\.managementAccount: missing, expected because of organization\.units/,
    ],
    ['organization: {managementAccount: "999999999999"}', /^organization\.units: missing/],
    [`${SECURITY}, admit: organization}`, /^organization\.id: missing, expected because of security\.admit/],
    [
      'organization: {units: [production]}',
      /got "production", expected the id of a root or organisational unit/,
    ],
    [
      `${SECURITY}, admit: everybody}`,
      /^security\.admit: got "everybody", expected one of accounts, organization/,
    ],
  ])('is refused when it cannot work: %s', (text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('CIS monitoring in the configuration', () => {
  test('gives severities to some controls and leaves the others', () => {
    expect(configOf('cis: {severities: {CloudWatch.6: alert}}').cis).toEqual({
      unauthorizedCalls: 'both',
      severities: { 'CloudWatch.6': 'alert' },
    });
  });

  test('refuses a control that does not exist', () => {
    expect(problemsOf('cis: {severities: {CloudWatch.99: alert}}')).toHaveLength(1);
  });

  test('refuses a trail without its log group', () => {
    const account = '{id: "111122223333", name: a, trail: {region: us-east-1}}';

    expect(problemsOf(`accounts: [${account}]`)).toEqual([
      expect.stringMatching(/^accounts\[0\]\.trail\.logGroup: missing, expected the name of a log group/),
    ]);
  });
});
