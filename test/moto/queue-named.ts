import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { createSqsQueue } from '../../lambda/adapters/sqs/queue.ts';

/** A new queue of the client's region, by the adapter that the drain uses. */
export async function queueNamed(QueueName: string, client: SQSClient) {
  const { QueueUrl: url = '' } = await client.send(new CreateQueueCommand({ QueueName }));
  const asked = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] });
  const { Attributes } = await client.send(asked);
  return { url, arn: Attributes?.['QueueArn'] ?? '', queue: createSqsQueue({ client, queueUrl: url }) };
}
