import { Template } from 'aws-cdk-lib/assertions';
import { REGIONS } from '../../lambda/config/regions.ts';
import { ACCOUNTS_PER_QUEUE, queueOf } from '../../lib/queue-shares.ts';
import { CONFIG, resourcesOf, securityStackOf } from './deployment.ts';

/** Source: "Amazon SQS policy quotas". */
const MAXIMUM_POLICY_BYTES = 8_192;
const MAXIMUM_STATEMENTS = 20;
const MAXIMUM_PRINCIPALS = 50;

function accounts(amount: number) {
  return Array.from({ length: amount }, (_, index) => ({
    id: String(100_000_000_000 + index),
    name: `account ${index}`,
    regions: ['us-east-1', ...REGIONS.aws.optIn],
    owner: null,
  }));
}

function policiesOf(config: typeof CONFIG) {
  return resourcesOf(Template.fromStack(securityStackOf(config)), 'AWS::SQS::QueuePolicy')
    .filter(({ id }) => /^EventsQueue/.test(id))
    .map(({ properties }) => properties.PolicyDocument);
}

describe('the queues of events', () => {
  test('are as many as the policies need, each within the limits of SQS', () => {
    const policies = policiesOf({ ...CONFIG, accounts: accounts(2 * ACCOUNTS_PER_QUEUE + 1) });

    expect(policies).toHaveLength(3);
    for (const policy of policies) {
      const [allow] = policy.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
      expect(JSON.stringify(policy).length + 200).toBeLessThanOrEqual(MAXIMUM_POLICY_BYTES);
      expect(policy.Statement.length).toBeLessThanOrEqual(MAXIMUM_STATEMENTS);
      expect(allow.Principal.Service.length).toBeLessThanOrEqual(MAXIMUM_PRINCIPALS);
    }
  });

  test('keep an account where it is when others are added behind it', () => {
    const before = { ...CONFIG, accounts: accounts(ACCOUNTS_PER_QUEUE) };
    const after = { ...CONFIG, accounts: accounts(5 * ACCOUNTS_PER_QUEUE) };

    expect(before.accounts.map(({ id }) => queueOf(after, id))).toEqual(
      before.accounts.map(({ id }) => queueOf(before, id)),
    );
  });

  test('admit the organisation instead where the configuration says so', () => {
    const [policy] = policiesOf({
      ...CONFIG,
      organizationId: 'o-a1b2c3d4e5',
      security: { ...CONFIG.security, admit: 'organization' },
      accounts: accounts(500),
    });

    expect(policy.Statement).toContainEqual(
      expect.objectContaining({
        Condition: {
          ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:countersign-events' },
          StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' },
        },
      }),
    );
  });
});
