import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { deadLetterQueue } from './dead-letter-queue.ts';

/** What a source has not told after 35 seconds is left out; the rest is for telling. */
export const INVESTIGATE_TIMEOUT = Duration.seconds(90);

/** Six times the function's timeout, as Lambda asks of a queue that it reads ("Using Lambda with Amazon SQS"). */
const VISIBILITY = Duration.seconds(6 * INVESTIGATE_TIMEOUT.toSeconds());

export interface InvestigateQueues {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** The queue of incidents whose keys are looked into: behind the page, never before it. */
export function investigateQueues(scope: Construct): InvestigateQueues {
  const deadLetters = deadLetterQueue(scope, 'InvestigateDeadLetters');
  const queue = new Queue(scope, 'InvestigateQueue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(4),
    visibilityTimeout: VISIBILITY,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 },
  });
  return { queue, deadLetters };
}
