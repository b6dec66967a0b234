import { randomBytes, randomUUID } from 'node:crypto';
import type { Queue, SnsStore, Topic } from './fauxqs-parts.ts';

/** Bytes a topic takes. Source: "Amazon SNS Developer Guide", large message payloads: the attribute's maximum. */
const LARGEST_MESSAGE = 1_048_576;

/** A topic under its own ARN; fauxqs itself puts all of them into one account. */
export function topicAt(store: SnsStore, arn: string): Topic {
  const existing = store.getTopic(arn);
  if (existing) return existing;
  const topic: Topic = {
    arn,
    name: arn.split(':').at(-1) ?? arn,
    attributes: { MaximumMessageSize: String(LARGEST_MESSAGE) },
    tags: new Map(),
    subscriptionArns: [],
  };
  store.topics.set(arn, topic);
  store.persistence?.insertTopic(topic);
  return topic;
}

/** Subscribes the queue to the topic if it is not; `confirmed` as the queue's owner would, who needs no confirmation. */
export function subscribe(store: SnsStore, topic: Topic, queue: Queue, confirmed: boolean): string {
  const known = topic.subscriptionArns.find((arn) => store.getSubscription(arn)?.endpoint === queue.arn);
  if (known !== undefined) return known;
  const arn = `${topic.arn}:${randomUUID()}`;
  const subscription = {
    arn,
    topicArn: topic.arn,
    protocol: 'sqs',
    endpoint: queue.arn,
    confirmed,
    attributes: {},
  };
  store.subscriptions.set(arn, subscription);
  topic.subscriptionArns.push(arn);
  store.persistence?.insertSubscription(subscription);
  store.persistence?.updateTopicSubscriptionArns(topic.arn, topic.subscriptionArns);
  return arn;
}

/**
 * The message with which SNS asks the queue whether it wants the topic. fauxqs takes the subscription's ARN for the
 * token; a token like AWS's is accepted as well, until the server ends.
 */
export function confirmationMessage(store: SnsStore, topic: Topic, subscriptionArn: string): string {
  const token = randomBytes(128).toString('hex');
  const subscription = store.getSubscription(subscriptionArn);
  if (subscription) store.subscriptions.set(token, subscription);
  const region = topic.arn.split(':')[3];
  const host = `https://sns.${region}.amazonaws.com`;
  return JSON.stringify({
    Type: 'SubscriptionConfirmation',
    MessageId: randomUUID(),
    Token: token,
    TopicArn: topic.arn,
    Message: `You have chosen to subscribe to the topic ${topic.arn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `${host}/?Action=ConfirmSubscription&TopicArn=${topic.arn}&Token=${token}`,
    Timestamp: new Date().toISOString(),
    SignatureVersion: '1',
    Signature: 'EXAMPLE',
    SigningCertURL: `${host}/SimpleNotificationService-0000000000000000000000.pem`,
  });
}
