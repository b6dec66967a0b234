import { accountId, accountOfArn } from './account.ts';
import type { ApiCall, CallSource, Principal } from './api-call.ts';
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
  return new RecordedCall(record);
}

/** A class for its getter: in an object made on the spot one costs more than all that the others read. */
class RecordedCall implements ApiCall {
  readonly eventID: string;
  readonly eventTime: number | null;
  readonly account: string;
  readonly region: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventType: string;
  readonly readOnly: boolean | null;
  readonly source: CallSource;
  readonly userAgent: string;
  readonly error: ApiCall['error'];
  readonly sharedEventID: string | null;
  readonly originalEventID: string | null;
  readonly oddity: string | null;
  readonly record: JsonObject;
  #recipient: string | null;
  #principal: Principal | null = null;

  constructor(record: JsonObject) {
    const recipient = accountId(record['recipientAccountId']);
    const { eventSource, eventName } = subjectOf(record);
    this.eventID = eventIdOf(record);
    this.eventTime = readTime(record['eventTime']);
    this.account = recipient ?? callersAccount(record) ?? UNKNOWN;
    this.region = textOf(record['awsRegion']) ?? UNKNOWN;
    this.eventSource = eventSource ?? UNKNOWN;
    this.eventName = eventName ?? UNKNOWN;
    this.eventType = textOf(record['eventType']) ?? UNKNOWN;
    this.readOnly = booleanOf(record['readOnly']);
    this.source = sourceOf(record);
    this.userAgent = textOf(record['userAgent']) ?? '';
    this.error = errorOf(record, eventName ?? '');
    this.sharedEventID = textOf(record['sharedEventID']);
    this.originalEventID = textOf(objectOf(record['addendum'])['originalEventID']);
    this.oddity = oddityOf(record, eventSource, eventName);
    this.record = record;
    this.#recipient = recipient;
  }

  /** Read when it is asked for: most of what a trail holds never is, and it takes as long as all the rest. */
  get principal(): Principal {
    this.#principal ??= principalOf(this.record, this.#recipient);
    return this.#principal;
  }
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
