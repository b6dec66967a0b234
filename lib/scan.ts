import { Duration, Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ArchiveFeed } from '../lambda/config/config.ts';
import { ENVIRONMENT } from '../lambda/environment.ts';
import { addAlarm, visibleMessages } from './alarms.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import { deadLetterQueue, RETENTION } from './dead-letter-queue.ts';
import { DEPLOYED_FILE, DEPLOYED_NETWORKS } from './handlers.ts';
import * as permissions from './permissions.ts';

/** A file has some thousand records; a message may tell of several files. */
const SCAN_TIMEOUT = Duration.minutes(5);
/** As Lambda asks of a queue that it reads ("Using Lambda with Amazon SQS"). */
const VISIBILITY = Duration.seconds(6 * SCAN_TIMEOUT.toSeconds());
/** Two are the fewest that an event source takes: files wait, the drain does not. */
const MAXIMUM_AT_ONCE = 2;
const MAXIMUM_RECEIVES = 10;
/** An hour is long after the five minutes that CloudTrail takes. */
const BEHIND = Duration.hours(1);

/** Reads the files of the organisation's trail as they come, for the rules of the archive feed. */
export function addScan(scope: Construct, backend: Backend, feed: ArchiveFeed, action: IAlarmAction): void {
  const { verify, investigate, tables, partition } = backend;
  const deadLetters = deadLetterQueue(scope, 'ScanDeadLetters');
  const queue = scanQueue(scope, feed, deadLetters);
  const wildcards = permissions.wildcardReasons(partition);
  const scan = countersignFunction(scope, 'Scan', {
    description: "reads the trail's files for the rules that need every call",
    code: backend.code.scan,
    timeout: SCAN_TIMEOUT,
    memoryMegabytes: 2_048,
    environment: {
      [ENVIRONMENT.verifyQueueUrl]: verify.queue.queueUrl,
      [ENVIRONMENT.investigateQueueUrl]: investigate.queue.queueUrl,
      [ENVIRONMENT.stateTable]: tables.state.tableName,
      [ENVIRONMENT.journalTable]: tables.journal.tableName,
      [ENVIRONMENT.deploymentFile]: DEPLOYED_FILE,
      [ENVIRONMENT.networksFile]: DEPLOYED_NETWORKS,
    },
    permissions: [
      ...permissions.mayKeepState(tables.state),
      permissions.mayAppendToJournal(tables.journal),
      permissions.mayPublishMetrics(),
      ...permissions.mayReadTrailFiles(partition, feed),
    ],
    wildcards: [wildcards.metrics, permissions.trailFilesReason(partition, feed)],
  });
  scan.addEventSource(
    new SqsEventSource(queue, {
      batchSize: 1,
      maxConcurrency: MAXIMUM_AT_ONCE,
      reportBatchItemFailures: true,
    }),
  );
  addAlarm(scope, 'Alarm-scan-dead-letters', {
    name: 'scan-dead-letters',
    symptom:
      "Files of the trail could not be read and were given up: the archive feed's rules did not see them.",
    metric: visibleMessages(deadLetters),
    threshold: 1,
    action,
  });
  addAlarm(scope, 'Alarm-scan-too-old', {
    name: 'scan-too-old',
    symptom: 'Files of the trail wait longer than an hour to be read.',
    metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'Maximum' }),
    threshold: BEHIND.toSeconds(),
    action,
  });
}

/** The queue's owner subscribes, which needs no confirmation; the topic's policy must allow it. */
function scanQueue(scope: Construct, { topicArn }: ArchiveFeed, deadLetters: Queue): Queue {
  const queue = new Queue(scope, 'ScanQueue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: RETENTION,
    visibilityTimeout: VISIBILITY,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAXIMUM_RECEIVES },
  });
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'TrailFiles',
      principals: [new ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
    }),
  );
  new CfnSubscription(scope, 'ScanSubscription', {
    topicArn,
    protocol: 'sqs',
    endpoint: queue.queueArn,
    region: topicArn.split(':')[3] ?? Stack.of(scope).region,
  });
  return queue;
}
