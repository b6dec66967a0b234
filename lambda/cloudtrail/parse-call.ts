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

/** The same call, made by somebody else than its record says. */
export function callAs(principal: Principal, { record }: ApiCall): ApiCall {
  return new RecordedCall(record, principal);
}

/**
 * Every field is read when it is asked for: most of what a trail holds never is. What is dear to read is read once.
 * The getters are a class's: in an object made on the spot one costs more than all that it saves.
 */
class RecordedCall implements ApiCall {
  readonly record: JsonObject;
  #principal: Principal | undefined;
  #source: CallSource | undefined;
  #error: ApiCall['error'] | undefined;
  #eventTime: number | null | undefined;
  #eventID: string | undefined;

  constructor(record: JsonObject, principal?: Principal) {
    this.record = record;
    this.#principal = principal;
  }

  get eventID(): string {
    this.#eventID ??= eventIdOf(this.record);
    return this.#eventID;
  }

  get eventTime(): number | null {
    if (this.#eventTime === undefined) this.#eventTime = readTime(this.record['eventTime']);
    return this.#eventTime;
  }

  get account(): string {
    return accountId(this.record['recipientAccountId']) ?? callersAccount(this.record) ?? UNKNOWN;
  }

  get region(): string {
    return textOf(this.record['awsRegion']) ?? UNKNOWN;
  }

  get eventSource(): string {
    return sourceNameOf(this.record) ?? UNKNOWN;
  }

  get eventName(): string {
    return eventNameOf(this.record) ?? UNKNOWN;
  }

  get eventType(): string {
    return textOf(this.record['eventType']) ?? UNKNOWN;
  }

  get readOnly(): boolean | null {
    return booleanOf(this.record['readOnly']);
  }

  get principal(): Principal {
    this.#principal ??= principalOf(this.record, accountId(this.record['recipientAccountId']));
    return this.#principal;
  }

  get source(): CallSource {
    this.#source ??= sourceOf(this.record);
    return this.#source;
  }

  get userAgent(): string {
    return textOf(this.record['userAgent']) ?? '';
  }

  get error(): ApiCall['error'] {
    if (this.#error === undefined) this.#error = errorOf(this.record, eventNameOf(this.record) ?? '');
    return this.#error;
  }

  get sharedEventID(): string | null {
    return textOf(this.record['sharedEventID']);
  }

  get originalEventID(): string | null {
    return textOf(objectOf(this.record['addendum'])['originalEventID']);
  }

  get oddity(): string | null {
    return oddityOf(this.record);
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

function sourceNameOf(record: JsonObject): string | null {
  return namesNoCall(record)
    ? textOf(objectOf(record['insightDetails'])['eventSource'])
    : textOf(record['eventSource']);
}

function eventNameOf(record: JsonObject): string | null {
  if (!namesNoCall(record)) return textOf(record['eventName']);
  const insight = objectOf(record['insightDetails']);
  const type = textOf(insight['insightType']);
  const about = textOf(insight['eventName']);
  return type === null || about === null ? (type ?? about) : `${type} of ${about}`;
}

function namesNoCall(record: JsonObject): boolean {
  return textOf(record['eventSource']) === null && textOf(record['eventName']) === null;
}

function booleanOf(value: JsonValue | undefined): boolean | null {
  if (value === true || value === 'true') {
    return true;
  }
  return value === false || value === 'false' ? false : null;
}

/** Only the major version says that a record is of another make; CloudTrail raises the minor one compatibly. */
function oddityOf(record: JsonObject): string | null {
  const version = record['eventVersion'];
  const written = typeof version === 'number' ? String(version) : textOf(version);
  if (written !== null && !KNOWN_VERSION.test(written)) {
    return `event version ${written.slice(0, 20)}, where 1.x is known`;
  }
  const named = sourceNameOf(record) !== null && eventNameOf(record) !== null;
  return named ? null : 'names no API call: no eventSource or eventName';
}
