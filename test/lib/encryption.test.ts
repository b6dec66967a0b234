import { Template } from 'aws-cdk-lib/assertions';
import { ARCHIVE, CONFIG, type Resource, resourcesOf, stacksOf } from './deployment.ts';

/** How a kind of resource shows that it is encrypted at rest; or why nothing in the template needs to say so. */
const ENCRYPTION: Readonly<Record<string, ((resource: Resource) => boolean) | string>> = {
  'AWS::SQS::Queue': ({ properties }) => properties.SqsManagedSseEnabled === true,
  'AWS::DynamoDB::Table': ({ properties }) => properties.SSESpecification?.SSEEnabled === true,
  'AWS::Lambda::Function': 'Lambda encrypts code and environment itself; the environment holds no secret',
  'AWS::SNS::Topic':
    'messages stay for milliseconds on disks that SNS encrypts; the key of AWS cannot be used, a key of ours is a dollar a month in each place',
  'AWS::SecretsManager::Secret': 'Secrets Manager encrypts every secret with the key of AWS',
  'AWS::Logs::LogGroup': 'CloudWatch Logs encrypts every log group',
};

describe('at rest', () => {
  const [account] = CONFIG.accounts;
  const trail = { logGroup: 'trail', region: 'us-east-1' };
  const { security, members, cis } = stacksOf({
    ...CONFIG,
    accounts: account === undefined ? [] : [{ ...account, trail }],
    archive: ARCHIVE,
  });
  const templates = [security, ...members, ...cis].map((stack) => Template.fromStack(stack));

  test.each(Object.entries(ENCRYPTION))('%s is encrypted, or a reason is given', (type, how) => {
    const resources = templates.flatMap((template) => resourcesOf(template, type));

    expect(resources.length).toBeGreaterThan(0);
    if (typeof how === 'string') expect(how.length).toBeGreaterThan(20);
    else expect(resources.filter((resource) => !how(resource)).map(({ id }) => id)).toEqual([]);
  });

  test('nothing that keeps data is of a kind that was not thought about', () => {
    const types = templates.flatMap((template) =>
      Object.values(template.toJSON()['Resources'] as Record<string, { Type: string }>).map(
        ({ Type }) => Type,
      ),
    );
    const keeping =
      /^AWS::(SQS::Queue|SNS::Topic|DynamoDB|S3::Bucket|SecretsManager|Logs::LogGroup|Lambda::Function|Kinesis|RDS|EFS|OpenSearchService|ElastiCache)/;
    const unknown = types.filter((type) => keeping.test(type) && !/(Policy|Version|Permission)$/.test(type));

    expect(new Set(unknown)).toEqual(new Set(Object.keys(ENCRYPTION)));
  });

  test('queues and topics refuse what comes unencrypted', () => {
    const policies = templates.flatMap((template) => [
      ...resourcesOf(template, 'AWS::SQS::QueuePolicy'),
      ...resourcesOf(template, 'AWS::SNS::TopicPolicy'),
    ]);
    const open = policies.filter(
      ({ properties }) =>
        !JSON.stringify(properties.PolicyDocument).includes('"aws:SecureTransport":"false"'),
    );

    expect(open.map(({ id }) => id)).toEqual([]);
  });
});
