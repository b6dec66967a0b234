import { Template } from 'aws-cdk-lib/assertions';
import { CONFIG, resourcesOf, stacksOf } from './deployment.ts';

function filtersFor(unauthorizedCalls: 'exact' | 'tuned' | 'both', management = false) {
  const [account] = CONFIG.accounts;
  if (account === undefined) throw new Error('no account');
  const trail = { logGroup: 'aws-cloudtrail-logs', region: 'eu-central-1' };
  const organization = { managementAccount: account.id, units: ['r-ab12'], regions: ['us-east-1'] };
  const { cis } = stacksOf({
    ...CONFIG,
    accounts: [{ ...account, trail }],
    cis: { unauthorizedCalls, severities: {} },
    organization: management ? organization : null,
  });
  const [stack] = cis;
  if (stack === undefined) throw new Error('no stack');
  return { stack, template: Template.fromStack(stack) };
}

describe('the CIS stack', () => {
  const { stack, template } = filtersFor('both');
  const filters = resourcesOf(template, 'AWS::Logs::MetricFilter');
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');

  test('stands once for an account, where the log of its trail is', () => {
    expect([stack.account, stack.region]).toEqual(['111122223333', 'eu-central-1']);
  });

  test('has an alarm for each filter, in the form that Security Hub asks for', () => {
    expect(alarms.map(({ properties }) => properties)).toEqual(
      filters.map(({ properties }) =>
        expect.objectContaining({
          Namespace: 'CISBenchmark',
          MetricName: properties.MetricTransformations[0].MetricName,
          Statistic: 'Sum',
          Period: 300,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          TreatMissingData: 'notBreaching',
          AlarmActions: ['arn:aws:sns:eu-central-1:111122223333:countersign-events'],
        }),
      ),
    );
    expect(filters.map(({ properties }) => properties.MetricTransformations)).toEqual(
      filters.map(() => [expect.objectContaining({ MetricValue: '1' })]),
    );
  });

  test.each([
    ['exact', 14],
    ['tuned', 14],
    ['both', 15],
  ] as const)('with unauthorizedCalls: %s has %d filters', (unauthorizedCalls, amount) => {
    const { length } = resourcesOf(filtersFor(unauthorizedCalls).template, 'AWS::Logs::MetricFilter');

    expect(length).toBe(amount);
  });

  test('watches the organisation in the management account', () => {
    filtersFor('both', true).template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'countersign-cis-Organizations',
    });
  });
});
