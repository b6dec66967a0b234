import { isArray, isObject, type JsonObject, type JsonValue } from '../cloudtrail/json.ts';
import type { JournalEntry } from './entry.ts';

/** Bytes of an entry's `data` as JSON. A DynamoDB item has 400 KB at most, with its keys. */
export const DATA_BYTES = 300_000;

/** Characters that texts are cut to, one after the other until the entry fits. */
const CUTS = [16_384, 2_048, 256, 64];

/**
 * The entry, small enough to be kept. One that is too large keeps its shape while its texts are cut, each saying how
 * long it was; if that is not enough only the beginning of its JSON is kept, as `data.cut`.
 */
export function fitEntry(entry: JournalEntry): JournalEntry {
  if (fits(entry.data)) return entry;
  for (const length of CUTS) {
    const data = mapObject(entry.data, (value) => withTextsCut(value, length));
    if (fits(data)) return { ...entry, data };
  }
  return { ...entry, data: { cut: cutText(JSON.stringify(entry.data), DATA_BYTES / 10) } };
}

function fits(data: JsonObject): boolean {
  return Buffer.byteLength(JSON.stringify(data)) <= DATA_BYTES;
}

function withTextsCut(value: JsonValue | undefined, length: number): JsonValue | undefined {
  if (typeof value === 'string') return cutText(value, length);
  if (isArray(value)) return value.map((item) => withTextsCut(item, length) ?? null);
  return isObject(value) ? mapObject(value, (item) => withTextsCut(item, length)) : value;
}

function mapObject(
  value: JsonObject,
  change: (item: JsonValue | undefined) => JsonValue | undefined,
): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item)]));
}

/** The text, or its beginning and how long it was. */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).toWellFormed()}… (cut from ${text.length})`;
}
