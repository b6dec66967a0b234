import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { isArray, type JsonObject, type JsonValue, textOf } from '../cloudtrail/json.ts';
import type { JournalEntry } from './entry.ts';
import { type FieldType, JOURNAL_FIELDS } from './fields.ts';

/** One document of the archive. The same entry always makes the same one, under the same id in the same index. */
export interface SearchDocument {
  readonly index: string;
  readonly id: string;
  readonly source: JsonObject;
}

const ECS_VERSION = '8.17.0';
/** Characters of a keyword: a term of Lucene holds 32,766 bytes at most. */
const KEYWORD_LENGTH = 8_000;
/** ECMAScript dates end there, on both sides of 1970. */
const LAST_DATE_MS = 8.64e15;

/**
 * An entry as a document in the words of ECS. `@timestamp` is when Countersign wrote the entry, so that the steps of a
 * case are in order; when the call was made is `event.start`. Fields of an unknown, later kind are left out.
 *
 * @param prefix of the archive's indexes, such as `countersign`
 */
export function searchDocumentOf(entry: JournalEntry, prefix: string): SearchDocument {
  const source: Record<string, JsonValue | undefined> = { ...common(entry) };
  for (const { name, paths, type } of JOURNAL_FIELDS[entry.kind] ?? []) {
    const value = searchable(entry.data[name], type);
    if (value !== null) for (const path of paths) source[path] = value;
  }
  return {
    index: indexOf(entry.at, prefix),
    id: createHash('sha256').update(entry.id).digest('base64url'),
    source: { ...source, ...derived(entry) },
  };
}

/**
 * The index of an entry's month. The month is the entry's own and no index is ever rolled over: an id is unique in one
 * index only, so that a second delivery must find the index of the first, however much later it comes.
 */
export function indexOf(atMs: number, prefix: string): string {
  return `${prefix}-journal-${iso(atMs).slice(0, 7)}`.replace(/-(\d{2})$/, '.$1');
}

function common({ v, id, at, kind, caseId, eventID }: JournalEntry): JsonObject {
  return {
    '@timestamp': iso(at),
    'ecs.version': ECS_VERSION,
    'event.module': 'countersign',
    'event.dataset': 'countersign.journal',
    'event.action': kind,
    'event.kind': 'event',
    'countersign.schema': v,
    'countersign.id': cut(id),
    'countersign.kind': kind,
    ...(caseId !== undefined && { 'countersign.case.id': cut(caseId) }),
    ...(eventID !== undefined && { 'event.id': cut(eventID) }),
  };
}

/** What ECS wants beside and is known from the rest. */
function derived({ kind, data, at }: JournalEntry): JsonObject {
  switch (kind) {
    case 'call': {
      const address = textOf(data['address']);
      const eventTime = data['eventTime'];
      return {
        'cloud.provider': 'aws',
        'event.kind': data['severity'] === 'alert' ? 'alert' : 'event',
        'event.outcome': data['error'] == null ? 'success' : 'failure',
        ...(address !== null && isIP(address) !== 0 && { 'source.ip': address }),
        ...(typeof eventTime === 'number' && { 'countersign.lag_ms': Math.round(at - eventTime) }),
      };
    }
    case 'delivery':
      return { 'event.outcome': data['result'] === 'done' ? 'success' : 'failure' };
    case 'quarantine':
      return { 'event.kind': 'pipeline_error' };
    case 'alarm':
      return { 'cloud.provider': 'aws', 'event.kind': data['severity'] === 'log' ? 'event' : 'alert' };
    case 'drain':
      return { 'event.kind': 'metric' };
    case 'duplicate':
    case 'transition':
    case 'subscription':
    case 'investigation':
    case 'alarm-records':
    case 'containment':
      return {};
    default:
      return ofLaterKind(kind);
  }
}

/** Of a kind that a later version wrote no more is known than what all have. */
function ofLaterKind(_kind: never): JsonObject {
  return {};
}

/** Null for what is absent and for what the field's type does not take: one odd value must not cost the document. */
function searchable(value: JsonValue | undefined, type: FieldType): JsonValue | null {
  if (value === null || value === undefined) return null;
  if (type === 'text') return (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed();
  if (isArray(value)) {
    const items = value.map((item) => searchable(item, type)).filter((item) => item !== null);
    return items.length === 0 ? null : items;
  }
  switch (type) {
    case 'keyword':
      return typeof value === 'string' ? cut(value) : null;
    case 'date':
      return typeof value === 'number' && Math.abs(value) <= LAST_DATE_MS ? iso(value) : null;
    case 'long':
      return Number.isSafeInteger(value) ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'ip':
      return typeof value === 'string' && isIP(value) !== 0 ? value : null;
    default: {
      const unreachable: never = type;
      return unreachable;
    }
  }
}

function cut(text: string): string {
  return text.slice(0, KEYWORD_LENGTH).toWellFormed();
}

function iso(atMs: number): string {
  return new Date(Math.min(LAST_DATE_MS, Math.max(0, atMs))).toISOString();
}
