import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';

/** A queue of dead letters of the security stack. */
export interface DeadLetters {
  readonly arn: string;
  readonly name: string;
  readonly messages: number;
}

const BEGINNING = 'countersign-security-';

/** All queues of dead letters in this account and region, and how much is in each. */
export async function deadLetters(client: SQSClient): Promise<readonly DeadLetters[]> {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ QueueNamePrefix: BEGINNING }));
  const found: DeadLetters[] = [];
  for (const url of QueueUrls.filter((each) => each.includes('DeadLetters'))) {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
      }),
    );
    const { QueueArn: arn = '', ApproximateNumberOfMessages: messages = '0' } = Attributes;
    found.push({ arn, name: url.split('/').at(-1) ?? url, messages: Number(messages) });
  }
  return found;
}

/** SQS moves each message back to the queue it came from, by itself. */
export async function moveBack(client: SQSClient, { arn }: DeadLetters): Promise<void> {
  await client.send(new StartMessageMoveTaskCommand({ SourceArn: arn }));
}
