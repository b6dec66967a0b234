import type { JsonObject, JsonValue } from '../cloudtrail/json.ts';
import { isArray, isObject, textOf } from '../cloudtrail/json.ts';
import { parseCall } from '../cloudtrail/parse-call.ts';
import type { Sender, Signal } from './signal.ts';

/** Services whose events are findings, by the event's source, and where an event says what was found. */
const KINDS: Readonly<Record<string, (detail: JsonObject) => JsonValue | undefined>> = {
  'aws.guardduty': (detail) => detail['type'],
  'aws.access-analyzer': (detail) => detail['findingType'] ?? detail['resourceType'],
  'aws.securityhub': (detail) => firstOf(detail['Types']) ?? detail['Title'],
  'aws.health': (detail) => detail['eventTypeCode'],
  'aws.inspector2': (detail) => detail['type'],
  'aws.macie': (detail) => detail['type'],
  'aws.detective': (detail) => detail['type'],
  'aws.trustedadvisor': (detail) => detail['check-name'],
  'aws.config': (detail) => detail['configRuleName'],
  'aws.signin': () => undefined,
};

/** Services whose `eventSource` is not the event's source with another ending. */
const SOURCES: Readonly<Record<string, string>> = { 'aws.macie': 'macie2.amazonaws.com' };

/** Whether an EventBridge event reports what a security service found. */
export function isFinding(event: JsonObject): boolean {
  return Object.hasOwn(KINDS, textOf(event['source']) ?? '');
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
  const eventSource = SOURCES[source] ?? `${source.slice('aws.'.length)}.amazonaws.com`;
  const call = parseCall({
    eventType: 'AwsFinding',
    eventSource,
    eventName: textOf(KINDS[source]?.(detail)) ?? detailType,
    recipientAccountId: sender.account,
    awsRegion: textOf(event['region']) ?? sender.region,
    eventTime: event['time'],
    ...(id === null ? {} : { eventID: position === 1 ? id : `${id}#${position}` }),
    requestParameters: null,
    detailType,
    detail,
  });
  const principal = { ...call.principal, label: `reported by ${eventSource}` };
  return { kind: 'finding', call: { ...call, principal }, detailType, sender };
}

function firstOf(value: JsonValue | undefined): string | null {
  return isArray(value) ? textOf(value[0]) : null;
}
