import { accountId } from '../cloudtrail/account.ts';
import type { JsonObject } from '../cloudtrail/json.ts';
import { isObject, textOf } from '../cloudtrail/json.ts';
import { parseCall } from '../cloudtrail/parse-call.ts';
import { readAlarm } from './alarm.ts';
import { isFinding, readFindings } from './finding.ts';
import { quoted } from './json-text.ts';
import { readCall } from './record.ts';
import type { Sender, Signal } from './signal.ts';

const BY_CLOUDTRAIL = / via CloudTrail$/;

/** Whether it is an EventBridge event. Source: "AWS service event metadata", Amazon EventBridge User Guide. */
export function isEvent(message: JsonObject): boolean {
  return typeof message['detail-type'] === 'string' && message['detail'] !== undefined;
}

/**
 * Reads an EventBridge event of any detail type. Its account, the record's and the topic's must be one. All sign-in
 * spellings are read alike: AWS writes both `AWS Console Sign In via CloudTrail` and `AWS Console Signin via CloudTrail`.
 */
export function readEvent(event: JsonObject, sender: Sender): readonly Signal[] {
  const detailType = textOf(event['detail-type']) ?? '';
  const detail = event['detail'];
  const source = textOf(event['source']);
  if (!isObject(detail)) {
    return [unreadable(`event ${quoted(detailType)} whose detail is ${quoted(detail)} instead of an object`)];
  }
  if (event['account'] === undefined || event['account'] === '') {
    return [unreadable(`event ${quoted(detailType)} without an account`)];
  }
  const account = accountId(event['account']);
  if (account !== sender.account) {
    return [forgery(event, detailType, detail, sender)];
  }
  if (source !== null && !source.startsWith('aws.')) {
    return [
      unreadable(`event of source ${quoted(source)}, which AWS does not use: anybody may have put it there`),
    ];
  }
  if (BY_CLOUDTRAIL.test(detailType)) {
    return [readCall(detail, detailType, sender)];
  }
  if (detailType === 'CloudWatch Alarm State Change') {
    return [readAlarm(alarmOf(event, detail), sender)];
  }
  return isFinding(event)
    ? readFindings(event, detail, sender)
    : [unreadable(`event of the unknown type ${quoted(detailType)} from ${quoted(source ?? undefined)}`)];
}

function forgery(event: JsonObject, detailType: string, detail: JsonObject, sender: Sender): Signal {
  const claimed = accountId(event['account']) ?? quoted(event['account']);
  const reason = `event claims account ${claimed}; its topic belongs to ${sender.account}`;
  const call = BY_CLOUDTRAIL.test(detailType) ? parseCall(detail) : null;
  return { kind: 'forgery', claimed, call, sender, reason };
}

/** The event of an alarm in the words of the message that CloudWatch publishes itself. */
function alarmOf(event: JsonObject, detail: JsonObject): JsonObject {
  const state = isObject(detail['state']) ? detail['state'] : {};
  return {
    AlarmName: detail['alarmName'],
    AWSAccountId: event['account'],
    NewStateValue: state['value'],
    NewStateReason: state['reason'],
    StateChangeTime: event['time'],
    Region: event['region'],
  };
}

function unreadable(reason: string): Signal {
  return { kind: 'unreadable', reason };
}
