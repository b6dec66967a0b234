import { NOBODY } from '../cloudtrail/identity.ts';
import type { JsonObject } from '../cloudtrail/json.ts';
import { isArray, isObject, textOf } from '../cloudtrail/json.ts';
import { callAs, parseCall } from '../cloudtrail/parse-call.ts';
import { FINDING_EVENT_TYPE, findingSourceOf } from './finding-sources.ts';
import type { Sender, Signal } from './signal.ts';

/** Whether an EventBridge event reports what a security service found. */
export function isFinding(event: JsonObject): boolean {
  return findingSourceOf(textOf(event['source']) ?? '') !== null;
}

/**
 * The findings of an event, each as a call that rules can match: a record
 * `{eventType: 'AwsFinding', eventSource: 'guardduty.amazonaws.com', eventName: <finding's type>, recipientAccountId,
 * awsRegion, eventTime, eventID: <event's id>, requestParameters: null, detailType, detail}`. Security Hub puts several
 * findings in one event: the second one's id ends in `#2`, and `detail` is the finding alone.
 */
export function readFindings(event: JsonObject, detail: JsonObject, sender: Sender): readonly Signal[] {
  const list = detail['findings'];
  const findings = isArray(list) ? list.filter(isObject) : [];
  return findings.length === 0
    ? [readFinding(event, detail, 1, sender)]
    : findings.map((finding, index) => readFinding(event, finding, index + 1, sender));
}

function readFinding(event: JsonObject, detail: JsonObject, position: number, sender: Sender): Signal {
  const source = textOf(event['source']) ?? '';
  const detailType = textOf(event['detail-type']) ?? '';
  const id = textOf(event['id']);
  const service = findingSourceOf(source);
  const eventSource = service?.eventSource ?? `${source.slice('aws.'.length)}.amazonaws.com`;
  const call = parseCall({
    eventType: FINDING_EVENT_TYPE,
    eventSource,
    eventName: textOf(service?.nameOf(detail)) ?? detailType,
    recipientAccountId: sender.account,
    awsRegion: textOf(event['region']) ?? sender.region,
    eventTime: event['time'],
    ...(id === null ? {} : { eventID: position === 1 ? id : `${id}#${position}` }),
    requestParameters: null,
    detailType,
    detail,
  });
  const principal = { ...NOBODY, label: `reported by ${eventSource}` };
  return { kind: 'finding', call: callAs(principal, call), detailType, sender };
}
