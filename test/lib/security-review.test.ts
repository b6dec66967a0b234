import { AwsSolutionsChecks } from 'cdk-nag';
import { ARCHIVE, ARCHIVE_FEED, CONFIG, stacksOf } from './deployment.ts';

const [account] = CONFIG.accounts;
const trail = { logGroup: 'trail', region: 'us-east-1' };
const EVERYTHING = {
  ...CONFIG,
  accounts: account === undefined ? [] : [{ ...account, trail }],
  archive: ARCHIVE,
  archiveFeed: ARCHIVE_FEED,
  security: { ...CONFIG.security, tracing: true },
};
const organization = { managementAccount: '999999999999', units: ['r-ab12'], regions: ['us-east-1'] };

describe('cdk-nag, AWS Solutions', () => {
  test.each([
    ['listed accounts', EVERYTHING],
    ['an organisation', { ...EVERYTHING, organization }],
  ])('finds nothing that is not acknowledged with a reason, for %s', (_of, config) => {
    const { security, members, cis } = stacksOf(config);
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
