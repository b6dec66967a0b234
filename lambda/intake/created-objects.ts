import {
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  type Parsed,
  parseJson,
  textOf,
} from '../cloudtrail/json.ts';

/** An object that was put into a bucket. */
export interface CreatedObject {
  readonly bucket: string;
  readonly key: string;
}

/** An SQS body holds an SNS envelope, which holds the notification. */
const DEEPEST = 3;

/**
 * The objects that a queue message tells of: an S3 notification as it is or in an SNS envelope, or EventBridge's
 * "Object Created". None for S3's test message and for what is told of deletions.
 * Sources: "Event message structure" and "EventBridge event message structure", Amazon S3 User Guide.
 */
export function createdObjects(body: string): Parsed<readonly CreatedObject[]> {
  return objectsIn(body, DEEPEST);
}

function objectsIn(text: string, depth: number): Parsed<readonly CreatedObject[]> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (!isObject(value)) return wrong('not a notification of S3: no object of JSON');
  if (typeof value['Message'] === 'string' && depth > 0) return objectsIn(value['Message'], depth - 1);
  if (value['Event'] === 's3:TestEvent') return { ok: true, value: [] };
  if (isArray(value['Records'])) return ofRecords(value['Records']);
  if (value['source'] === 'aws.s3' && isObject(value['detail'])) return ofEvent(value, value['detail']);
  return wrong('not a notification of S3: no Records and no event of aws.s3');
}

function ofRecords(records: readonly JsonValue[]): Parsed<readonly CreatedObject[]> {
  const objects: CreatedObject[] = [];
  for (const record of records) {
    if (!isObject(record)) return wrong('a notification of S3 with a record that is no object');
    if (textOf(record['eventName'])?.startsWith('ObjectCreated') !== true) continue;
    const created = objectOfS3(isObject(record['s3']) ? record['s3'] : {});
    if (created === null) return wrong('a notification of S3 without bucket or key');
    // Keys are written as in a form: a space is a plus.
    const key = decoded(created.key);
    if (key === null) return wrong('a notification of S3 whose key is not URL-encoded');
    objects.push({ ...created, key });
  }
  return { ok: true, value: objects };
}

/** Here the key is written as it is. */
function ofEvent(event: JsonObject, detail: JsonObject): Parsed<readonly CreatedObject[]> {
  if (event['detail-type'] !== 'Object Created') return { ok: true, value: [] };
  const created = objectOfS3(detail);
  return created === null ? wrong('an event of S3 without bucket or key') : { ok: true, value: [created] };
}

function objectOfS3({ bucket, object }: JsonObject): CreatedObject | null {
  const name = isObject(bucket) ? textOf(bucket['name']) : null;
  const key = isObject(object) ? textOf(object['key']) : null;
  return name === null || key === null ? null : { bucket: name, key };
}

function decoded(key: string): string | null {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

function wrong(reason: string): Parsed<never> {
  return { ok: false, reason };
}
