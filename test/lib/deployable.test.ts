import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { deployable, stackPlaces } from '../../lib/deployable.ts';
import { CONFIG } from './deployment.ts';

function accounts(amount: number) {
  return Array.from({ length: amount }, (_, index) => ({
    id: String(100_000_000_000 + index),
    name: `account ${index}`,
    regions: 'all' as const,
    owner: null,
  }));
}

function problemsOf(changes: Partial<typeof CONFIG>): readonly string[] {
  const result = deployable({ ...CONFIG, ...changes });
  return result.ok ? [] : result.problems;
}

describe('deployable', () => {
  test('takes a configuration with accounts and a security account', () => {
    expect(deployable(CONFIG)).toEqual({ ok: true, config: CONFIG });
  });

  test('refuses the configuration of the local run', () => {
    expect(deployable(DEFAULT_CONFIG)).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^accounts: missing/), expect.stringMatching(/^security: missing/)],
    });
  });

  test.each([
    ['eu-central-1', 'us-east-1'],
    ['cn-northwest-1', 'cn-north-1'],
    ['us-gov-east-1', 'us-gov-west-1'],
  ])('refuses an account in %s alone, where calls to IAM never arrive', (region, global) => {
    const security = { ...CONFIG.security, region };

    expect(
      problemsOf({ security, accounts: [{ id: '111122223333', name: 'a', regions: [region], owner: null }] }),
    ).toEqual([
      `accounts[0].regions: ${global} missing, where alone calls to IAM and Organizations are recorded; add it`,
    ]);
  });

  test('refuses a trail whose log is where no member stack takes alarms', () => {
    const trail = { logGroup: 'trail', region: 'eu-west-1' };
    const account = { id: '111122223333', name: 'a', regions: ['us-east-1'], owner: null, trail };

    expect(problemsOf({ accounts: [account] })).toEqual([
      'accounts[0].trail.region: got "eu-west-1", expected a region of this account with a member stack: us-east-1',
    ]);
  });

  describe('with an organisation', () => {
    const organization = { managementAccount: '999999999999', units: ['r-ab12'], regions: 'all' as const };

    test('refuses regions without the global one, whatever the accounts say', () => {
      expect(problemsOf({ organization: { ...organization, regions: ['eu-central-1'] } })).toEqual([
        'organization.regions: us-east-1 missing, where alone calls to IAM and Organizations are recorded; add it',
      ]);
    });

    test('refuses more accounts than one queue names, and says what to do', () => {
      const [problem] = problemsOf({ organization, accounts: accounts(300) });

      expect(problem).toMatch(/^accounts: got 300, expected at most 120 with organization\.units/);
      expect(problem).toContain('set security.admit to organization');
    });

    test('admits any number by the organisation', () => {
      const security = { ...CONFIG.security, admit: 'organization' as const };

      expect(problemsOf({ organization, security, accounts: accounts(300) })).toEqual([]);
    });

    test('gives stacks of its own to the management account alone', () => {
      const regions = ['us-east-1', 'eu-west-1'];

      expect(stackPlaces({ ...CONFIG, organization: { ...organization, regions } })).toEqual(
        regions.map((region) => ({ account: '999999999999', region })),
      );
    });
  });
});
