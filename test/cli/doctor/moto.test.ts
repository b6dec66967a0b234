import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { examine } from '../../../cli/doctor/examine.ts';
import type { Finding } from '../../../cli/doctor/finding.ts';
import { openQuestions } from '../../../cli/doctor/open-questions.ts';
import { expectedRules } from '../../../lambda/eventbridge/expected-rules.ts';
import { MEMBER_ALARM_NAMES } from '../../../lib/member-alarms.ts';
import { eventsQueueArn } from '../../../lib/names.ts';
import { CONFIG, MEMBER_PATTERNS } from '../../lib/deployment.ts';
import { NOW } from './deployed-world.ts';
import { fetchOf, rightVendors } from './vendors-stand-in.ts';

const REGION = 'us-east-1';
/** Whose everything is that nobody's role was assumed for. */
const ACCOUNT = '123456789012';
const config = {
  ...CONFIG,
  accounts: [{ id: ACCOUNT, name: 'security', regions: [REGION], owner: null }],
  security: { account: ACCOUNT, region: REGION, alarmEmails: [] },
};
const deployment = { config, patterns: MEMBER_PATTERNS, rules: [], undeliverable: [], version: 'v' };
const isInstalled = spawnSync('moto_server', ['--help']).status === 0;
const PATIENCE_MS = 60_000;

describe('countersign doctor, against a server that behaves like AWS', () => {
  if (!isInstalled) console.warn('moto_server is not installed: doctor is not run against it');
  const withServer = isInstalled ? test : test.skip;
  const before = { ...process.env };
  let server: ChildProcess | null = null;
  afterAll(() => {
    server?.kill();
    for (const name of ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });

  withServer(
    'finds nothing deployed where nothing is, and finds right what is deployed',
    async () => {
      const port = await freePort();
      server = spawn('moto_server', ['-p', String(port)], { stdio: 'ignore' });
      Object.assign(process.env, {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: REGION,
      });
      await answers(port);

      const empty = await found();
      await deploy();
      const deployed = await found();

      expect(empty).toMatchObject({
        rules: 'wrong',
        topic: 'wrong',
        alarms: 'wrong',
        trail: 'wrong',
        secrets: 'wrong',
        'dead-letters': 'wrong',
        version: 'wrong',
      });
      expect(deployed).toMatchObject({
        rules: 'right',
        topic: 'right',
        trail: 'right',
        'dead-letters': 'wrong',
        secrets: 'wrong',
        pagerduty: 'right',
      });
    },
    PATIENCE_MS,
  );
});

/** The worst of each check. */
async function found(): Promise<Readonly<Record<string, Finding['state']>>> {
  const findings = await examine(
    deployment,
    openQuestions(config, fetchOf(rightVendors(NOW)), { now: () => NOW }),
  );
  const states = Map.groupBy(findings, ({ check }) => check);
  return Object.fromEntries(
    [...states].map(([check, all]) => [check, all.find(({ state }) => state !== 'right')?.state ?? 'right']),
  );
}

/** What the stacks leave, as far as the server knows such things. */
async function deploy(): Promise<void> {
  const events = new EventBridgeClient({ region: REGION });
  const topicArn = (topic: string) => `arn:aws:sns:${REGION}:${ACCOUNT}:${topic}`;
  for (const { name, pattern, state, topic } of expectedRules(config, MEMBER_PATTERNS, {
    account: ACCOUNT,
    region: REGION,
  })) {
    await events.send(
      new PutRuleCommand({ Name: name, EventPattern: JSON.stringify(pattern), State: state }),
    );
    await events.send(
      new PutTargetsCommand({ Rule: name, Targets: [{ Id: 'topic', Arn: topicArn(topic) }] }),
    );
  }
  const sqs = new SQSClient({ region: REGION });
  await sqs.send(new CreateQueueCommand({ QueueName: 'countersign-events' }));
  const full = await sqs.send(
    new CreateQueueCommand({ QueueName: 'countersign-security-EventsDeadLetters1' }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl: full.QueueUrl, MessageBody: 'a call' }));
  const sns = new SNSClient({ region: REGION });
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'countersign-events' }));
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: eventsQueueArn(config.security) }),
  );
  const cloudWatch = new CloudWatchClient({ region: REGION });
  for (const AlarmName of MEMBER_ALARM_NAMES) {
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        MetricName: 'm',
        Namespace: 'n',
        Statistic: 'Sum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      }),
    );
  }
  await new S3Client({ region: REGION, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: 'trail-files' }),
  );
  const trails = new CloudTrailClient({ region: REGION });
  await trails.send(
    new CreateTrailCommand({ Name: 'all', S3BucketName: 'trail-files', IsMultiRegionTrail: true }),
  );
  await trails.send(new StartLoggingCommand({ Name: 'all' }));
  await trails.send(
    new PutEventSelectorsCommand({
      TrailName: 'all',
      EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }],
    }),
  );
  await new SecretsManagerClient({ region: REGION }).send(
    new CreateSecretCommand({ Name: 'countersign/pagerduty', SecretString: '{"routingKey":"hush"}' }),
  );
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/moto-api/`).catch(() => null);
    if (answer !== null) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('moto_server does not answer');
}
