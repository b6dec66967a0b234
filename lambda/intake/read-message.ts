import type { JsonObject, JsonValue } from '../cloudtrail/json.ts';
import { isArray, isObject } from '../cloudtrail/json.ts';
import { isAlarm, readAlarm } from './alarm.ts';
import { isEvent, readEvent } from './event.ts';
import { quoted, readObject } from './json-text.ts';
import { readRecord } from './record.ts';
import type { Sender, Signal } from './signal.ts';
import { senderOf } from './topic.ts';

/**
 * What the body of one queue message says: at least one signal, whatever the body is. Only SNS may write to the queue,
 * and its envelope's `TopicArn` proves the account; so a body without that envelope is not read at all.
 */
export function readMessage(body: string): readonly Signal[] {
  const envelope = readObject(body);
  if (!envelope.ok) {
    return [unreadable(`message body: ${envelope.reason}`)];
  }
  const type = envelope.value['Type'];
  switch (type) {
    case 'Notification':
      return readNotification(envelope.value);
    case 'SubscriptionConfirmation':
      return [readConfirmation(envelope.value)];
    case 'UnsubscribeConfirmation':
      return [unreadable(`a topic's subscription was removed: ${quoted(envelope.value['TopicArn'])}`)];
    case undefined:
      return [unreadable('no SNS envelope around it, so nothing proves its account')];
    default:
      return [unreadable(`SNS envelope of the unknown type ${quoted(type)}`)];
  }
}

function readNotification(envelope: JsonObject): readonly Signal[] {
  const sender = senderOf(envelope);
  if (!sender.ok) {
    return [unreadable(sender.reason)];
  }
  const text = envelope['Message'];
  if (typeof text !== 'string') {
    return [unreadable(`SNS envelope whose Message is ${quoted(text)} instead of a text`)];
  }
  const message = readObject(text);
  return message.ok
    ? readContent(message.value, sender.value)
    : [unreadable(`Message of the SNS envelope: ${message.reason}`)];
}

function readContent(content: JsonObject, sender: Sender): readonly Signal[] {
  if (isEvent(content)) {
    return readEvent(content, sender);
  }
  if (isAlarm(content)) {
    return [readAlarm(content, sender)];
  }
  const records = content['Records'];
  return isArray(records) ? readRecords(records, sender) : [readRecord(content, sender)];
}

/** Calls, each on its own; what cannot be read among them is one signal that says how many and why the first. */
function readRecords(records: readonly JsonValue[], sender: Sender): readonly Signal[] {
  const signals = records.map((record) =>
    isObject(record) ? readRecord(record, sender) : unreadable(`${quoted(record)} instead of a record`),
  );
  const failed = signals.findIndex((signal) => signal.kind === 'unreadable');
  const first = signals[failed];
  if (first?.kind !== 'unreadable') {
    return signals.length === 0 ? [unreadable('an empty list of Records')] : signals;
  }
  const readable = signals.filter((signal) => signal.kind !== 'unreadable');
  const count = signals.length - readable.length;
  const summary = `${count} of ${signals.length} Records cannot be read; record ${failed + 1}: ${first.reason}`;
  return [...readable, unreadable(summary)];
}

function readConfirmation(envelope: JsonObject): Signal {
  const sender = senderOf(envelope);
  if (!sender.ok) {
    return unreadable(sender.reason);
  }
  const token = envelope['Token'];
  return typeof token === 'string' && token !== ''
    ? { kind: 'confirm-subscription', topicArn: sender.value.topicArn, token, region: sender.value.region }
    : unreadable('SubscriptionConfirmation without a Token');
}

function unreadable(reason: string): Signal {
  return { kind: 'unreadable', reason };
}
