import { gunzipSync, gzipSync } from 'node:zlib';
import type { Case } from '../../cases/case.ts';
import {
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  objectOf,
  parseJson,
} from '../../cloudtrail/json.ts';

/** Longer texts are compressed, so that a case as large as it may get stays below DynamoDB's 400 KB for an item. */
const PLAIN_BYTES = 300_000;
const ITEM_BYTES = 400_000;

/**
 * A case as one attribute: its JSON, compressed where it is long.
 *
 * @throws when the case does not fit an item even so.
 */
export function writeCase(item: Case): string | Uint8Array {
  const text = JSON.stringify(item);
  if (Buffer.byteLength(text) <= PLAIN_BYTES) return text;
  const packed = gzipSync(text);
  if (packed.length > ITEM_BYTES)
    throw new Error(`case ${item.id} does not fit: ${packed.length} bytes compressed`);
  return packed;
}

/**
 * Reads what `writeCase` wrote, this version or an earlier one.
 *
 * @throws when it is not a case, naming the item.
 */
export function readCase(name: string, body: unknown): Case {
  const parsed = parseJson(textOfBody(name, body));
  if (!parsed.ok) throw new Error(`stored case ${name}: ${parsed.reason}`);
  if (isCase(parsed.value)) return parsed.value;
  throw new Error(`stored case ${name}: unreadable ${wrongFields(objectOf(parsed.value)).join(', ')}`);
}

function textOfBody(name: string, body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return gunzipSync(body).toString();
  throw new Error(`stored case ${name}: no body`);
}

type Check = (value: JsonValue | undefined) => boolean;
const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isNumberOrNull: Check = (value) => value === null || isNumber(value);

/** What every reader of a case relies on. What a later version adds is not asked for. */
const FIELDS: Readonly<Record<string, Check>> = {
  id: isText,
  group: isText,
  generation: isNumber,
  version: isNumber,
  openedAt: isNumber,
  calls: isArray,
  outbox: isArray,
  dueAt: isNumberOrNull,
  expiresAt: isNumber,
};

const FIELDS_OF_KIND: Readonly<Record<Case['kind'], Readonly<Record<string, Check>>>> = {
  question: { person: isObject, origin: isObject, state: isText, deadline: isNumber, waiting: isArray },
  alert: { severity: isText, because: isText, openUntil: isNumber },
};

function wrongFields(value: JsonObject): readonly string[] {
  if (value['kind'] !== 'question' && value['kind'] !== 'alert') return ['kind'];
  const checks = Object.entries({ ...FIELDS, ...FIELDS_OF_KIND[value['kind']] });
  return checks.flatMap(([field, check]) => (check(value[field]) ? [] : [field]));
}

function isCase(value: unknown): value is Case {
  return isObject(value) && wrongFields(value).length === 0;
}
