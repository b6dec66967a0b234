import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { ARCHIVE, ARCHIVE_FEED, CONFIG, resourcesOf, stacksOf } from './deployment.ts';

describe('alarms', () => {
  const [account] = CONFIG.accounts;
  const trail = { logGroup: 'trail', region: 'us-east-1' };
  const { security, members, cis } = stacksOf({
    ...CONFIG,
    archive: ARCHIVE,
    archiveFeed: ARCHIVE_FEED,
    accounts: account === undefined ? [] : [{ ...account, trail }],
  });
  const alarms = [security, ...members.slice(0, 1), ...cis].flatMap((stack) =>
    resourcesOf(Template.fromStack(stack), 'AWS::CloudWatch::Alarm'),
  );
  const runbook = readFileSync(resolve(__dirname, '../../docs/runbook.md'), 'utf8');
  const headings = [...runbook.matchAll(/^## ([a-z-]+)$/gm)].map(([, heading]) => heading);

  test('each says what is wrong and names a heading of the runbook that exists', () => {
    const lost = alarms.filter(({ properties }) => {
      const [symptom, anchor] = String(properties.AlarmDescription).split('\n\nRunbook: docs/runbook.md#');
      return !symptom?.endsWith('.') || !headings.includes(anchor);
    });

    expect(alarms.length).toBeGreaterThan(8);
    expect(lost.map(({ properties }) => properties.AlarmDescription)).toEqual([]);
  });

  test('the runbook says of each what it means, where to look, what to do and how to confirm it', () => {
    const entries = runbook.split(/^#{1,2} /m).filter((entry) => headings.includes(entry.split('\n', 1)[0]));
    const parts = ['What it means', 'Look', 'Do', 'To confirm'];

    expect(entries).toHaveLength(headings.length);
    for (const entry of entries) {
      expect([
        entry.split('\n', 1)[0],
        ...[...entry.matchAll(/^\*\*(.+)\.\*\*/gm)].map(([, part]) => part),
      ]).toEqual([entry.split('\n', 1)[0], ...parts]);
    }
  });

  test('a missing canary is told past the queue and the drain', () => {
    const template = Template.fromStack(security);
    const [silent] = resourcesOf(template, 'AWS::CloudWatch::Alarm').filter(
      ({ properties }) => properties.AlarmName === 'countersign-canary-silent',
    );
    const [topic] = silent?.properties.AlarmActions ?? [];
    const told = resourcesOf(template, 'AWS::SNS::Subscription').filter(
      ({ properties }) => properties.TopicArn.Ref === topic?.Ref,
    );

    expect(silent?.properties).toMatchObject({ MetricName: 'CanariesSilent', Namespace: 'Countersign' });
    expect(silent?.properties.AlarmActions).toHaveLength(1);
    const ways: string[] = told.map(({ properties }) => properties.Protocol);
    expect(ways).toContain('email');
    expect(ways.filter((way) => way === 'sqs' || way === 'lambda')).toEqual([]);
  });

  test('the runbook has no heading for an alarm that does not exist', () => {
    const named = alarms.map(({ properties }) => String(properties.AlarmDescription).split('#').at(-1) ?? '');

    // What is no alarm of CloudWatch but comes to the same topic.
    expect(new Set(headings)).toEqual(new Set([...named, 'tampering']));
  });
});
