import { accountId, accountOfArn } from './account.ts';
import type { ApiCall, Principal } from './api-call.ts';
import { errorOf } from './call-error.ts';
import { digestOf } from './digest.ts';
import { readTime } from './event-time.ts';
import { principalOf } from './identity.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { objectOf, textOf } from './json.ts';
import { sourceOf } from './source.ts';

const UNKNOWN = 'unknown';
/** AWS writes 36 characters; anything much longer would not fit where ids are keys. */
const LONGEST_ID = 128;
const KNOWN_VERSION = /^1(?:\.\d+)?$/;

/**
 * Reads one CloudTrail record. Total: any JSON object gives a call, odd and missing fields become null or `unknown`.
 * An Insight event, which has no source and name of its own, takes them from `insightDetails`.
 */
export function parseCall(record: JsonObject): ApiCall {
  const recipient = accountId(record['recipientAccountId']);
  const { eventSource, eventName } = subjectOf(record);
  let known: Principal | null = null;
  return {
    eventID: eventIdOf(record),
    eventTime: readTime(record['eventTime']),
    account: recipient ?? callersAccount(record) ?? UNKNOWN,
    region: textOf(record['awsRegion']) ?? UNKNOWN,
    eventSource: eventSource ?? UNKNOWN,
    eventName: eventName ?? UNKNOWN,
    eventType: textOf(record['eventType']) ?? UNKNOWN,
    readOnly: booleanOf(record['readOnly']),
    // Most of what a trail holds is never asked who made it, and the answer takes as long as all the rest.
    get principal() {
      known ??= principalOf(record, recipient);
      return known;
    },
    source: sourceOf(record),
    userAgent: textOf(record['userAgent']) ?? '',
    error: errorOf(record, eventName ?? ''),
    sharedEventID: textOf(record['sharedEventID']),
    originalEventID: textOf(objectOf(record['addendum'])['originalEventID']),
    oddity: oddityOf(record, eventSource, eventName),
    record,
  };
}

function callersAccount(record: JsonObject): string | null {
  const identity = objectOf(record['userIdentity']);
  return accountId(identity['accountId']) ?? accountOfArn(textOf(identity['arn']));
}

/** The event id of a record, or `sha256-` and its digest where it has none. */
export function eventIdOf(record: JsonObject): string {
  const id = textOf(record['eventID']);
  return id !== null && id.length <= LONGEST_ID ? id : `sha256-${digestOf(record)}`;
}

function subjectOf(record: JsonObject) {
  const eventSource = textOf(record['eventSource']);
  const eventName = textOf(record['eventName']);
  if (eventSource !== null || eventName !== null) {
    return { eventSource, eventName };
  }
  const insight = objectOf(record['insightDetails']);
  const type = textOf(insight['insightType']);
  const about = textOf(insight['eventName']);
  return {
    eventSource: textOf(insight['eventSource']),
    eventName: type === null || about === null ? (type ?? about) : `${type} of ${about}`,
  };
}

function booleanOf(value: JsonValue | undefined): boolean | null {
  if (value === true || value === 'true') {
    return true;
  }
  return value === false || value === 'false' ? false : null;
}

/** Only the major version says that a record is of another make; CloudTrail raises the minor one compatibly. */
function oddityOf(record: JsonObject, eventSource: string | null, eventName: string | null): string | null {
  const version = record['eventVersion'];
  const written = typeof version === 'number' ? String(version) : textOf(version);
  if (written !== null && !KNOWN_VERSION.test(written)) {
    return `event version ${written.slice(0, 20)}, where 1.x is known`;
  }
  return eventSource === null || eventName === null ? 'names no API call: no eventSource or eventName' : null;
}
