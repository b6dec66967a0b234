import { Template } from 'aws-cdk-lib/assertions';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { deployable, MAXIMUM_POLICY_BYTES } from '../../lib/deployable.ts';
import { CONFIG, resourcesOf, securityStackOf } from './deployment.ts';

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
      `accounts[0].regions: ${global} missing, where alone calls to IAM and Organizations are recorded`,
    ]);
  });

  test('refuses more accounts than fit into the policy of the queue, and says how many do', () => {
    const most = Number(/at most (\d+)/.exec(problemsOf({ accounts: accounts(300) })[0] ?? '')?.[1]);

    expect(most).toBeGreaterThan(120);
    expect(problemsOf({ accounts: accounts(most) })).toEqual([]);
    expect(problemsOf({ accounts: accounts(most + 2) })).not.toEqual([]);
  });

  test('the most accounts make a policy that SQS takes', () => {
    const most = Number(/at most (\d+)/.exec(problemsOf({ accounts: accounts(300) })[0] ?? '')?.[1]);
    const everywhere = accounts(most).map((account) => ({
      ...account,
      regions: ['us-east-1', 'af-south-1', 'me-south-1'],
    }));

    const template = Template.fromStack(securityStackOf({ ...CONFIG, accounts: everywhere }));
    const [policy] = resourcesOf(template, 'AWS::SQS::QueuePolicy').filter(({ id }) =>
      id.startsWith('EventsQueue'),
    );

    expect(Buffer.byteLength(JSON.stringify(policy?.properties.PolicyDocument))).toBeLessThanOrEqual(
      MAXIMUM_POLICY_BYTES,
    );
  });
});
