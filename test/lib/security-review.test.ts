import { AwsSolutionsChecks } from 'cdk-nag';
import { ARCHIVE, CONFIG, stacksOf } from './deployment.ts';

describe('cdk-nag, AWS Solutions', () => {
  test('finds nothing that is not acknowledged with a reason', () => {
    const [account] = CONFIG.accounts;
    const trail = { logGroup: 'trail', region: 'us-east-1' };
    const accounts = account === undefined ? [] : [{ ...account, trail }];
    const { security, members, cis } = stacksOf({ ...CONFIG, accounts, archive: ARCHIVE });
    const findings = [security, ...members.slice(0, 1), ...cis].flatMap((stack) =>
      new AwsSolutionsChecks(stack)
        .validateScope(stack)
        .violations.flatMap(({ ruleName, violatingResources }) =>
          violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
        ),
    );

    expect(findings).toEqual([]);
  });
});
