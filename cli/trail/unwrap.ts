import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';
import { isArray, isObject, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';

/** A record found in a value, or why there is none. */
export type Unwrapped =
  | { readonly kind: 'record'; readonly record: JsonObject }
  | { readonly kind: 'none'; readonly reason: string };

/** An SQS message with an SNS envelope with an event in a list is four deep. */
const DEEPEST_WRAPPING = 8;
/** Lists of records: log files, `LookupEvents`, CloudWatch Logs exports, `ReceiveMessage`. */
const LISTS = ['Records', 'Events', 'events', 'logEvents', 'Messages'];
/** Texts that carry a record: SNS, SQS (as its API and as its Lambda events write it), `LookupEvents`, log events. */
const TEXTS = ['Message', 'Body', 'body', 'CloudTrailEvent', 'message'];
/** Any of these makes it a record, however much else is missing. */
const OF_RECORDS = ['eventName', 'eventSource', 'eventID', 'userIdentity', 'insightDetails'];

/**
 * The CloudTrail records in a JSON value, out of whatever AWS puts around them: lists, EventBridge events, SNS envelopes,
 * SQS messages, answers of `LookupEvents`, log events.
 */
export function* unwrap(value: JsonValue, depth = 0): Iterable<Unwrapped> {
  if (depth > DEEPEST_WRAPPING) {
    yield none(`wrapped more than ${DEEPEST_WRAPPING} times`);
  } else if (isArray(value)) {
    yield* unwrapList(value, depth);
  } else if (isObject(value)) {
    yield* unwrapObject(value, depth);
  } else if (typeof value === 'string') {
    yield* unwrapText(value, depth);
  } else {
    yield none(`JSON, but ${value === null ? 'null' : `a ${typeof value}`} instead of a record`);
  }
}

function* unwrapList(list: readonly JsonValue[], depth: number): Iterable<Unwrapped> {
  for (const item of list) {
    yield* unwrap(item, depth + 1);
  }
}

function* unwrapObject(value: JsonObject, depth: number): Iterable<Unwrapped> {
  const sqsBody = textOf(value['eventSource']) === 'aws:sqs' ? value['body'] : undefined;
  if (sqsBody !== undefined) {
    yield* unwrap(sqsBody, depth + 1);
    return;
  }
  if (OF_RECORDS.some((key) => value[key] !== undefined)) {
    yield readRecord(value);
    return;
  }
  const inner = innerOf(value);
  if (inner !== null) {
    yield* unwrap(inner, depth + 1);
    return;
  }
  yield none(strangerOf(value));
}

/** What an envelope carries; null when the object is none. */
function innerOf(value: JsonObject): JsonValue | null {
  const lists = LISTS.map((key) => value[key]).filter(isArray);
  if (lists.length > 0) {
    return lists.flat();
  }
  if (typeof value['detail-type'] === 'string') {
    return ofCloudTrail(value['detail']);
  }
  const sns = value['Sns'];
  if (isObject(sns)) {
    return sns;
  }
  return TEXTS.map((key) => value[key]).find((text) => typeof text === 'string') ?? null;
}

function ofCloudTrail(detail: JsonValue | undefined): JsonValue | null {
  return isObject(detail) && OF_RECORDS.some((key) => detail[key] !== undefined) ? detail : null;
}

function* unwrapText(text: string, depth: number): Iterable<Unwrapped> {
  const parsed = parseJson(text);
  if (parsed.ok) {
    yield* unwrap(parsed.value, depth + 1);
  } else {
    yield none(`a text that is ${parsed.reason}`);
  }
}

function readRecord(value: JsonObject): Unwrapped {
  return textOf(value['eventSource']) === 'aws:s3'
    ? none('an S3 notification: it names a log file, it is no record')
    : { kind: 'record', record: value };
}

function strangerOf(value: JsonObject): string {
  if (value['digestStartTime'] !== undefined || value['digestS3Object'] !== undefined) {
    return 'a CloudTrail digest file: it vouches for log files, it holds no records';
  }
  if (value['configurationItems'] !== undefined) {
    return 'a Config snapshot, no CloudTrail records';
  }
  if (value['Event'] === 's3:TestEvent') {
    return 'an S3 test notification, no CloudTrail record';
  }
  return typeof value['detail-type'] === 'string'
    ? 'an EventBridge event without a CloudTrail record'
    : 'JSON, but no CloudTrail record: no eventSource, eventName or userIdentity';
}

function none(reason: string): Unwrapped {
  return { kind: 'none', reason };
}
