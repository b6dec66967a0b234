import { Template } from 'aws-cdk-lib/assertions';
import { ARCHIVE_FEED, CONFIG, resourcesOf, securityStackOf, statementsOf } from './deployment.ts';

function scanOf(archiveFeed: typeof ARCHIVE_FEED | null): Template {
  return Template.fromStack(securityStackOf({ ...CONFIG, archiveFeed }));
}

function scanStatements(template: Template) {
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ id }) => id.startsWith('ScanRole'))
    .flatMap(({ properties }) => statementsOf(properties.PolicyDocument));
}

describe('the archive feed', () => {
  const template = scanOf(ARCHIVE_FEED);

  test('is not there unless it is configured', () => {
    expect(scanStatements(scanOf(null))).toEqual([]);
  });

  test("reads the trail's files and decrypts with their key, no other", () => {
    const read = scanStatements(template).filter(({ actions }) => /^(s3|kms):/.test(actions.join(' ')));

    expect(read.map(({ actions, resources }) => [actions, resources])).toEqual([
      [['s3:GetObject'], ['arn:aws:s3:::org-trail-logs/AWSLogs/*']],
      [['kms:Decrypt'], [ARCHIVE_FEED.kmsKeyArn]],
    ]);
  });

  test('neither asks nor pages: the next drain does', () => {
    const actions = scanStatements(template).flatMap((statement) => statement.actions);

    expect(actions.filter((action) => action.startsWith('secretsmanager:'))).toEqual([]);
  });

  test("subscribes in the topic's region, and takes messages from that topic alone", () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: ARCHIVE_FEED.topicArn,
      Protocol: 'sqs',
      Region: 'us-east-1',
    });
    const [policy] = resourcesOf(template, 'AWS::SQS::QueuePolicy').filter(({ id }) =>
      id.startsWith('ScanQueue'),
    );
    expect(JSON.stringify(policy?.properties.PolicyDocument)).toContain(
      `"ArnEquals":{"aws:SourceArn":"${ARCHIVE_FEED.topicArn}"}`,
    );
  });
});
