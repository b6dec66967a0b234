import { Template } from 'aws-cdk-lib/assertions';
import type { DeployableConfig } from '../../lib/deployable.ts';
import { ARCHIVE, CONFIG, resourcesOf, stacksOf } from './deployment.ts';

function configIn(home: string, regions: readonly string[]): DeployableConfig {
  const [account] = CONFIG.accounts;
  if (account === undefined) throw new Error('no account');
  const trail = { logGroup: 'trail', region: regions[0] ?? home };
  return {
    ...CONFIG,
    accounts: [{ ...account, regions, trail }],
    security: { ...CONFIG.security, region: home, tracing: true },
    archive: ARCHIVE,
  };
}

/** Everything that says in the templates where it is. */
function textsOf(config: DeployableConfig): readonly string[] {
  const { security, members, cis } = stacksOf(config);
  return [security, ...members, ...cis].map((stack) => JSON.stringify(Template.fromStack(stack).toJSON()));
}

describe.each([
  ['aws-us-gov', 'us-gov-east-1', ['us-gov-west-1', 'us-gov-east-1'], 'us-gov-west-1'],
  ['aws-cn', 'cn-northwest-1', ['cn-north-1', 'cn-northwest-1'], 'cn-north-1'],
  ['aws-eusc', 'eusc-de-east-1', ['eusc-de-east-1'], 'eusc-de-east-1'],
])('in the partition %s', (partition, home, regions, global) => {
  const config = configIn(home, regions);
  // The archive's domain is the configuration's own.
  const texts = textsOf(config).map((text) => text.replaceAll(ARCHIVE.domain ?? '', ''));

  test('no ARN names another partition', () => {
    const named = texts.flatMap((text) => [...text.matchAll(/arn:(aws[a-z-]*):/g)].map(([, name]) => name));

    expect(new Set(named)).toEqual(new Set([partition]));
  });

  test('what an account has once stands in the global region', () => {
    const withRoles = stacksOf(config)
      .members.filter((stack) => resourcesOf(Template.fromStack(stack), 'AWS::IAM::Role').length > 0)
      .map(({ region }) => region);

    expect(withRoles).toEqual([global]);
  });
});

describe('a region that must be switched on', () => {
  test('sends to a queue elsewhere as its own SNS', () => {
    const [text = ''] = textsOf(configIn('eu-central-1', ['us-east-1', 'me-south-1']));

    expect(text).toContain('"Service":["sns.amazonaws.com","sns.me-south-1.amazonaws.com"]');
  });

  test('receives as its own SNS from everywhere', () => {
    const [text = ''] = textsOf(configIn('af-south-1', ['us-east-1', 'me-south-1']));

    expect(text).toContain('"Service":["sns.af-south-1.amazonaws.com","sns.amazonaws.com"]');
    expect(text).not.toContain('sns.me-south-1');
  });
});
