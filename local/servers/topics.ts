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

/** The queue's subscription to the topic, made if there is none; `confirmed` makes it deliver without being asked. */
export function subscribe(store: SnsStore, topic: Topic, queue: Queue, confirmed: boolean): string {
  const known = topic.subscriptionArns
    .map((arn) => store.getSubscription(arn))
    .find((subscription) => subscription?.endpoint === queue.arn);
  const subscription = known ?? {
    arn: `${topic.arn}:${randomUUID()}`,
    topicArn: topic.arn,
    protocol: 'sqs',
    endpoint: queue.arn,
    confirmed,
    attributes: {},
  };
  subscription.confirmed ||= confirmed;
  if (!known) topic.subscriptionArns.push(subscription.arn);
  store.subscriptions.set(subscription.arn, subscription);
  store.persistence?.insertSubscription(subscription);
  store.persistence?.updateTopicSubscriptionArns(topic.arn, topic.subscriptionArns);
  return subscription.arn;
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
