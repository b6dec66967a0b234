import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { textOf } from '../../lambda/cloudtrail/json.ts';
import { EVENTS_TOPIC } from '../../lambda/config/topics.ts';

/** The message that a queue would hold of an event: in the envelope of its account's own topic. */
export function snsBody(event: JsonObject, messageId: string): string {
  const region = regionOf(event);
  return JSON.stringify({
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: `arn:aws:sns:${region}:${textOf(event['account']) ?? NO_ACCOUNT}:${EVENTS_TOPIC}`,
    Message: JSON.stringify(event),
    Timestamp: textOf(event['time']) ?? '',
    SignatureVersion: '1',
  });
}

/** The service fills in account and region; a record that was written out may lack them. */
export function regionOf(event: JsonObject): string {
  return /^[a-z]{2}(-[a-z]+)+-\d$/.exec(textOf(event['region']) ?? '')?.[0] ?? NO_REGION;
}

const NO_ACCOUNT = '000000000000';
const NO_REGION = 'us-east-1';
