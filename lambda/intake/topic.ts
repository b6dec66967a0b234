import type { JsonObject, Parsed } from '../cloudtrail/json.ts';
import { quoted } from './json-text.ts';
import type { Sender } from './signal.ts';

const TOPIC_ARN =
  /^arn:aws(?:-[a-z]+)*:sns:([a-z]{2}(?:-[a-z]+)+-\d+):(\d{12}):[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/;

/** Who delivered an SNS envelope: the account in its `TopicArn`, which SNS writes and a publisher cannot. */
export function senderOf(envelope: JsonObject): Parsed<Sender> {
  const topicArn = envelope['TopicArn'];
  const [, region, account] = typeof topicArn === 'string' ? (TOPIC_ARN.exec(topicArn) ?? []) : [];
  return typeof topicArn === 'string' && region !== undefined && account !== undefined
    ? { ok: true, value: { topicArn, account, region } }
    : { ok: false, reason: `SNS envelope whose TopicArn is ${quoted(topicArn)}, no topic's ARN` };
}
