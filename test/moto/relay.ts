import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { isObject, parseJson } from '../../lambda/cloudtrail/json.ts';
import type { Queue } from '../../lambda/ports/queue.ts';

/**
 * The hop from EventBridge to the topic, which moto lacks: its rules deliver to a queue, and what is in the queue is
 * published to the topic as EventBridge would, with the account that moto leaves out of an event.
 *
 * @returns the names of the calls that came through the rules, in order of the alphabet
 */
export async function relay(
  from: Queue,
  to: { readonly client: SNSClient; readonly topicArn: string; readonly account: string },
): Promise<readonly string[]> {
  const names: string[] = [];
  for (let batch = await from.receive(0); batch.length > 0; batch = await from.receive(0)) {
    for (const { body } of batch) {
      const event = parseJson(body);
      if (!event.ok || !isObject(event.value)) throw new Error(`no event: ${body}`);
      const { detail } = event.value;
      names.push(String(isObject(detail) ? detail['eventName'] : detail));
      const Message = JSON.stringify({ ...event.value, account: to.account });
      await to.client.send(new PublishCommand({ TopicArn: to.topicArn, Message }));
    }
    await from.remove(batch.map(({ receipt }) => receipt));
  }
  return names.sort((left, right) => left.localeCompare(right));
}
