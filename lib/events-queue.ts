import { Duration } from 'aws-cdk-lib';
import { type Conditions, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { MemberAccount } from '../lambda/config/config.ts';
import { memberPlaces } from '../lambda/config/member-places.ts';
import { isOptIn } from '../lambda/config/regions.ts';
import { EVENTS_TOPIC } from '../lambda/config/topics.ts';
import { deadLetterQueue, RETENTION } from './dead-letter-queue.ts';
import type { DeployableConfig } from './deployable.ts';
import { eventsQueueName, eventsTopicArns, partitionOfKnown } from './names.ts';
import { queueShares } from './queue-shares.ts';

/** Longer than a drain runs, so that no message is seen by two of them. */
export const EVENTS_VISIBILITY = Duration.seconds(150);

/**
 * The drain deletes what it has recorded and quarantines what it cannot read, so only a message that ends the drain
 * itself, or an outage of the tables, comes back this often: about 25 minutes.
 */
const MAXIMUM_RECEIVES = 10;

export interface EventsQueues {
  /** One, unless there are more accounts than one queue's policy can name. */
  readonly queues: readonly [Queue, ...Queue[]];
  readonly deadLetters: Queue;
}

/** The queues that the topics of all accounts and regions deliver to. */
export function eventsQueues(scope: Construct, config: DeployableConfig): EventsQueues {
  const deadLetters = deadLetterQueue(scope, 'EventsDeadLetters');
  const [first = config.accounts, ...rest] = queueShares(config);
  return {
    queues: [
      eventsQueue(scope, config, first, 0, deadLetters),
      ...rest.map((accounts, index) => eventsQueue(scope, config, accounts, index + 1, deadLetters)),
    ],
    deadLetters,
  };
}

function eventsQueue(
  scope: Construct,
  config: DeployableConfig,
  accounts: readonly MemberAccount[],
  index: number,
  deadLetters: Queue,
): Queue {
  const queue = new Queue(scope, index === 0 ? 'EventsQueue' : `EventsQueue${index + 1}`, {
    queueName: eventsQueueName(index),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: RETENTION,
    visibilityTimeout: EVENTS_VISIBILITY,
    receiveMessageWaitTime: Duration.seconds(20),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAXIMUM_RECEIVES },
  });
  queue.addToResourcePolicy(topicsMaySend(config, accounts, queue.queueArn));
  return queue;
}

/**
 * One statement for all accounts: a queue's policy may have 20 statements and 8,192 bytes, and the CDK's own
 * subscription writes one statement for each topic ("Amazon SQS policy quotas").
 */
function topicsMaySend(
  config: DeployableConfig,
  accounts: readonly MemberAccount[],
  queueArn: string,
): PolicyStatement {
  return new PolicyStatement({
    sid: 'MemberTopics',
    effect: Effect.ALLOW,
    principals: deliveringPrincipals(config).map((name) => new ServicePrincipal(name)),
    actions: ['sqs:SendMessage'],
    resources: [queueArn],
    conditions: admission(config, accounts),
  });
}

/**
 * The listed accounts' topics, or every topic of our name in the organisation. The second is not proven to work: AWS
 * documents `aws:SourceOrgID` for service principals and does not list it among the keys of SQS.
 */
function admission(config: DeployableConfig, accounts: readonly MemberAccount[]): Conditions {
  const { security, organization, organizationId } = config;
  const partition = partitionOfKnown(security.region);
  if (security.admit === 'organization' && organizationId !== null) {
    return {
      ArnLike: { 'aws:SourceArn': `arn:${partition}:sns:*:*:${EVENTS_TOPIC}` },
      StringEquals: { 'aws:SourceOrgID': organizationId },
    };
  }
  const management = organization === null ? [] : [organization.managementAccount];
  const ids = new Set([...accounts.map(({ id }) => id), ...management]);
  return { ArnLike: { 'aws:SourceArn': [...ids].map((id) => eventsTopicArns(partition, id)) } };
}

/**
 * Who delivers: SNS, and where a region must be switched on, that region's own SNS: the queue's if the queue is in such
 * a region, otherwise the topic's ("Amazon SNS cross-region delivery").
 */
function deliveringPrincipals(config: DeployableConfig): readonly string[] {
  const home = config.security.region;
  const optIn = isOptIn(home)
    ? [home]
    : memberPlaces(config)
        .map(({ region }) => region)
        .filter(isOptIn);
  return ['sns.amazonaws.com', ...new Set(optIn.map((region) => `sns.${region}.amazonaws.com`))];
}
