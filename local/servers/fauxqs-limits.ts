import { randomUUID } from 'node:crypto';
import type { FauxqsParts, Stores } from './fauxqs-parts.ts';

interface Incoming {
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly body: unknown;
}

interface Reply {
  readonly type: string;
  readonly body: string;
}

/** What fauxqs takes of a topic, whatever the topic's own limit is; bytes. */
const FAUXQS_LARGEST = 262_144;

/**
 * Answers the two requests that fauxqs refuses and AWS does not: publishing more than 256 KiB to a topic whose
 * `MaximumMessageSize` allows it, and sending characters beyond the Basic Multilingual Plane (such as an emoji).
 * Null: fauxqs may answer.
 */
export function answerInstead(parts: FauxqsParts, stores: Stores, request: Incoming): Reply | null {
  const fields = request.body;
  if (typeof fields !== 'object' || fields === null) return null;
  const field = (name: string): unknown => Reflect.get(fields, name);
  if (field('Action') === 'Publish') return publishLarge(parts, stores, field);
  if (request.headers['x-amz-target'] === 'AmazonSQS.SendMessage') return sendAstral(parts, stores, field);
  return null;
}

type Field = (name: string) => unknown;

function publishLarge(parts: FauxqsParts, { snsStore, sqsStore }: Stores, field: Field): Reply | null {
  const message = String(field('Message'));
  const topicArn = String(field('TopicArn'));
  const topic = snsStore.getTopic(topicArn);
  const size = Buffer.byteLength(message);
  if (!topic || size <= FAUXQS_LARGEST) return null;
  if (size > Number(topic.attributes['MaximumMessageSize'] ?? FAUXQS_LARGEST)) return null;
  const messageId = randomUUID();
  const messageAttributes = {};
  parts.fanOutToSubscriptions({ topicArn, topic, messageId, message, messageAttributes, snsStore, sqsStore });
  const result = `<PublishResult><MessageId>${messageId}</MessageId></PublishResult>`;
  return {
    type: 'text/xml',
    body: `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}</PublishResponse>`,
  };
}

const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;
/** Source: "Amazon SQS API Reference", SendMessage: the characters a message may hold. */
const REFUSED = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const SQS_LARGEST = 1_048_576;

function sendAstral(parts: FauxqsParts, { sqsStore }: Stores, field: Field): Reply | null {
  const body = String(field('MessageBody'));
  const queue = sqsStore.getQueue(String(field('QueueUrl')));
  if (!queue || !ASTRAL.test(body) || REFUSED.test(body) || Buffer.byteLength(body) > SQS_LARGEST)
    return null;
  const message = parts.SqsStore.createMessage(body, {}, Number(field('DelaySeconds') ?? 0));
  queue.enqueue(message);
  const sent = { MessageId: message.messageId, MD5OfMessageBody: message.md5OfBody };
  return { type: 'application/x-amz-json-1.0', body: JSON.stringify(sent) };
}
