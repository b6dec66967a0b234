import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Queue, ReceivedMessage } from '../../ports/queue.ts';

/** Messages of one receive or batch. Source: "Amazon SQS Developer Guide", message quotas. */
const BATCH = 10;

export interface SqsQueueOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/** A standard queue. Its visibility timeout is the queue's own. */
export function createSqsQueue({ client, queueUrl: QueueUrl }: SqsQueueOptions): Queue {
  const removeBatch = async (receipts: readonly string[]): Promise<readonly string[]> => {
    const Entries = receipts.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
    try {
      const answer = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      const removed = new Set(answer.Successful?.map(({ Id }) => Id));
      return receipts.filter((_, index) => !removed.has(String(index)));
    } catch {
      return receipts;
    }
  };

  return {
    async receive(waitSeconds) {
      const { Messages } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: BATCH, WaitTimeSeconds: waitSeconds }),
      );
      return (Messages ?? []).flatMap(receivedOf);
    },

    async remove(receipts) {
      const distinct = [...new Set(receipts)];
      const batches: string[][] = [];
      while (distinct.length > 0) batches.push(distinct.splice(0, BATCH));
      return (await Promise.all(batches.map(removeBatch))).flat();
    },

    async send(body, delaySeconds = 0) {
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body, DelaySeconds: delaySeconds }));
    },
  };
}

function receivedOf({ MessageId, ReceiptHandle, Body }: Message): readonly ReceivedMessage[] {
  if (MessageId === undefined || ReceiptHandle === undefined) return [];
  return [{ messageId: MessageId, receipt: ReceiptHandle, body: Body ?? '' }];
}
