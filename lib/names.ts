import type { Partition } from '../lambda/config/regions.ts';
import { partitionOf } from '../lambda/config/regions.ts';
import { EVENTS_TOPIC } from '../lambda/config/topics.ts';

/**
 * Physical names that one stack knows of another. They are part of the contract between the stacks of different
 * accounts, which share no reference: changing one means deploying all of them.
 */
export const EVENTS_QUEUE = 'countersign-events';

/** The role in every account that may only make the canary's call, and the parameter it writes. */
export const CANARY_ROLE = 'countersign-canary';
/** The role that only reads: for investigations and for comparing what is deployed with what should be. */
export const READ_ROLE = 'countersign-read';
/** The role of the security account's canary function; no other may assume the canary's. */
export const CANARY_SENDER_ROLE = 'countersign-canary-sender';

/** Asked of whoever assumes a role here, so that no third party's service can be talked into it. Not a secret. */
export function externalId(securityAccount: string): string {
  return `countersign-${securityAccount}`;
}

export interface Place {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** @param queue number of the queue, from 0: more accounts than one queue's policy holds are spread over several */
export function eventsQueueArn({ account, region }: Place, queue = 0): string {
  return `arn:${partitionOfKnown(region)}:sqs:${region}:${account}:${eventsQueueName(queue)}`;
}

export function eventsQueueName(queue: number): string {
  return queue === 0 ? EVENTS_QUEUE : `${EVENTS_QUEUE}-${queue + 1}`;
}

/** The topics of one account in whatever region. */
export function eventsTopicArns(partition: Partition, account: string): string {
  return `arn:${partition}:sns:*:${account}:${EVENTS_TOPIC}`;
}

/** The partition of a region that the configuration's schema has already accepted. */
export function partitionOfKnown(region: string): Partition {
  const partition = partitionOf(region);
  if (partition === null) throw new Error(`got region "${region}", expected one that Countersign knows`);
  return partition;
}
