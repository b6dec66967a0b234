import { Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { isOptIn } from '../lambda/config/regions.ts';
import { deadLetterQueue, RETENTION } from './dead-letter-queue.ts';
import { type DeployableConfig, memberPlaces } from './deployable.ts';
import { EVENTS_QUEUE, eventsTopicArns, partitionOfKnown } from './names.ts';

/** Longer than a drain runs, so that no message is seen by two of them. */
export const EVENTS_VISIBILITY = Duration.seconds(150);

/**
 * The drain deletes what it has recorded and quarantines what it cannot read, so only a message that ends the drain
 * itself, or an outage of the tables, comes back this often: about 25 minutes.
 */
const MAXIMUM_RECEIVES = 10;

export interface EventsQueues {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** The queue that the topics of all accounts and regions deliver to. */
export function eventsQueues(scope: Construct, config: DeployableConfig): EventsQueues {
  const deadLetters = deadLetterQueue(scope, 'EventsDeadLetters');
  const queue = new Queue(scope, 'EventsQueue', {
    queueName: EVENTS_QUEUE,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: RETENTION,
    visibilityTimeout: EVENTS_VISIBILITY,
    receiveMessageWaitTime: Duration.seconds(20),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAXIMUM_RECEIVES },
  });
  queue.addToResourcePolicy(topicsMaySend(config, queue.queueArn));
  return { queue, deadLetters };
}

/**
 * One statement for all accounts: a queue's policy may have 20 statements and 8,192 bytes, and the CDK's own
 * subscription writes one statement for each topic ("Amazon SQS policy quotas").
 */
function topicsMaySend(config: DeployableConfig, queueArn: string): PolicyStatement {
  const partition = partitionOfKnown(config.security.region);
  return new PolicyStatement({
    sid: 'MemberTopics',
    effect: Effect.ALLOW,
    principals: deliveringPrincipals(config).map((name) => new ServicePrincipal(name)),
    actions: ['sqs:SendMessage'],
    resources: [queueArn],
    conditions: {
      ArnLike: { 'aws:SourceArn': config.accounts.map(({ id }) => eventsTopicArns(partition, id)) },
    },
  });
}

/**
 * Who delivers: SNS, and where a region must be switched on, that region's own SNS: the queue's if the queue is in such
 * a region, otherwise the topic's ("Amazon SNS cross-region delivery").
 */
function deliveringPrincipals(config: DeployableConfig): readonly string[] {
  const topicRegions = memberPlaces(config).map(({ region }) => region);
  const home = config.security.region;
  const optIn = isOptIn(home) ? [home] : topicRegions.filter(isOptIn);
  return ['sns.amazonaws.com', ...new Set(optIn.map((region) => `sns.${region}.amazonaws.com`))];
}
