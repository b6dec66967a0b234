import { Template } from 'aws-cdk-lib/assertions';
import { memberTemplates } from '../../lib/member-template.ts';
import { CONFIG, MEMBER_PATTERNS, resourcesOf, stacksOf } from './deployment.ts';

describe('the member templates', () => {
  const templates = memberTemplates(CONFIG, MEMBER_PATTERNS, {});
  const [inGlobal, inOther] = stacksOf().members;

  test('are the same twice', () => {
    expect(memberTemplates(CONFIG, MEMBER_PATTERNS, {})).toEqual(templates);
  });

  test.each([
    ['global', inGlobal],
    ['regional', inOther],
  ] as const)('%s has the resources of the stack that the CDK deploys, under the same ids', (kind, stack) => {
    if (stack === undefined) throw new Error('no member stack');

    expect(Object.keys(JSON.parse(templates[kind]).Resources)).toEqual(
      Object.keys(Template.fromStack(stack).toJSON()['Resources']),
    );
  });

  test('name no account but the security account, and no region but that of its queue', () => {
    for (const text of Object.values(templates)) {
      expect([...new Set(text.match(/\b\d{12}\b/g))]).toEqual(['123456789012']);
      expect(text.match(/"(?:us|af)-[a-z]+-\d"/g)).toBeNull();
    }
  });

  test('keep the ids of what holds messages, which CloudFormation would otherwise replace', () => {
    const template = Template.fromJSON(JSON.parse(templates.global));
    const kept = ['AWS::SNS::Topic', 'AWS::SNS::Subscription', 'AWS::SQS::Queue', 'AWS::IAM::Role'];

    expect(kept.flatMap((type) => resourcesOf(template, type).map(({ id }) => id))).toEqual([
      'EventsTopic063726A1',
      'Subscription',
      'UndeliveredEvents0A4241A7',
      'UndeliveredMessages60CED835',
      'CanaryRole4BD5F96A',
      'ReadRoleF724156F',
    ]);
  });

  test('admit members of other partitions', () => {
    const security = { ...CONFIG.security, region: 'cn-northwest-1' };
    const { global } = memberTemplates({ ...CONFIG, security }, MEMBER_PATTERNS, {});

    expect(global).toContain('arn:aws-cn:sqs:cn-northwest-1:123456789012:countersign-events');
    expect(global).not.toContain('"arn:aws:');
  });
});
