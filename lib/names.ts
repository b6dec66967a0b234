import type { Partition } from '../lambda/config/regions.ts';
import { partitionOf } from '../lambda/config/regions.ts';

/**
 * Physical names that one stack knows of another. They are part of the contract between the stacks of different
 * accounts, which share no reference: changing one means deploying all of them.
 */
export const EVENTS_TOPIC = 'countersign-events';
export const EVENTS_QUEUE = 'countersign-events';

export interface Place {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

export function eventsQueueArn({ account, region }: Place): string {
  return `arn:${partitionOfKnown(region)}:sqs:${region}:${account}:${EVENTS_QUEUE}`;
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
