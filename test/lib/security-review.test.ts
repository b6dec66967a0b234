import { AwsSolutionsChecks } from 'cdk-nag';
import { stacksOf } from './deployment.ts';

describe('cdk-nag, AWS Solutions', () => {
  test('finds nothing that is not acknowledged with a reason', () => {
    const { security, members } = stacksOf();
    const findings = [security, ...members.slice(0, 1)].flatMap((stack) =>
      new AwsSolutionsChecks(stack)
        .validateScope(stack)
        .violations.flatMap(({ ruleName, violatingResources }) =>
          violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
        ),
    );

    expect(findings).toEqual([]);
  });
});
