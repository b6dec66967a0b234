import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { deadLetterQueue } from './dead-letter-queue.ts';

/** A push waits for its person up to a minute; the rest is for Slack and the tables. */
export const VERIFY_TIMEOUT = Duration.seconds(90);

/** Six times the function's timeout, as Lambda asks of a queue that it reads ("Using Lambda with Amazon SQS"). */
const VISIBILITY = Duration.seconds(6 * VERIFY_TIMEOUT.toSeconds());

export interface VerifyQueues {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

/** The queue of answers and pushes: what Slack is answered within three seconds is done from here. */
export function verifyQueues(scope: Construct): VerifyQueues {
  const deadLetters = deadLetterQueue(scope, 'VerifyDeadLetters');
  const queue = new Queue(scope, 'VerifyQueue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(4),
    visibilityTimeout: VISIBILITY,
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
  });
  return { queue, deadLetters };
}
