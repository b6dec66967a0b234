import { isIP } from 'node:net';
import {
  isObject,
  type JsonObject,
  type JsonValue,
  objectOf,
  parseJson,
  textOf,
} from '../../../lambda/cloudtrail/json.ts';

/** An index with what the bulk API needs to know of it. */
export interface StrictIndex {
  readonly isDataStream: boolean;
  readonly properties: JsonObject;
  readonly documents: Map<string, JsonObject>;
}

export interface BulkAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** Longest id in bytes. Source: "Index API", Elasticsearch Reference. */
const ID_BYTES = 512;

/** The bulk API as it answers: whole requests by their form, single documents by their content. */
export function strictBulk(
  body: string,
  indexOf: (name: string) => StrictIndex | null,
  busy: (id: string) => boolean,
): BulkAnswer {
  if (!body.endsWith('\n'))
    return invalid('illegal_argument_exception', 'The bulk request must be terminated by a newline [\\n]');
  const lines = body.slice(0, -1).split('\n');
  const items: JsonObject[] = [];
  for (let at = 0; at < lines.length; at += 2) {
    const action = parseJson(lines[at] ?? '');
    const source = parseJson(lines[at + 1] ?? '');
    if (!action.ok || !isObject(action.value))
      return invalid('illegal_argument_exception', `Malformed action/metadata line [${at + 1}]`);
    const [verb = '', target] = Object.entries(action.value)[0] ?? [];
    const name = textOf(objectOf(target)['_index']) ?? '';
    const id = textOf(objectOf(target)['_id']) ?? '';
    if (!source.ok || !isObject(source.value)) return invalid('parse_exception', 'request body is required');
    if (Buffer.byteLength(id) > ID_BYTES)
      return invalid('action_request_validation_exception', `id [${id}] is too long`);
    items.push({
      [verb]: { _index: name, _id: id, ...written(verb, indexOf(name), id, source.value, busy) },
    });
  }
  const errors = items.some((item) =>
    Object.values(item).some((result) => objectOf(result)['error'] !== undefined),
  );
  return { status: 200, body: { took: 1, errors, items } };
}

function written(
  verb: string,
  index: StrictIndex | null,
  id: string,
  source: JsonObject,
  busy: (id: string) => boolean,
): JsonObject {
  if (index === null) return failed(404, 'index_not_found_exception', 'no such index');
  if (index.isDataStream && verb !== 'create') {
    return failed(
      400,
      'illegal_argument_exception',
      'only write ops with an op_type of create are allowed in data streams',
    );
  }
  if (busy(id))
    return failed(429, 'es_rejected_execution_exception', 'rejected execution of primary operation');
  const wrong = mappingError(index.properties, source);
  if (wrong !== null) return failed(400, 'document_parsing_exception', wrong);
  if (verb === 'create' && index.documents.has(id)) {
    return failed(
      409,
      'version_conflict_engine_exception',
      `[${id}]: version conflict, document already exists`,
    );
  }
  index.documents.set(id, source);
  return { status: 201, result: 'created' };
}

/** Values that a field's type cannot take, as the products find them. */
function mappingError(properties: JsonObject, source: JsonObject): string | null {
  if (typeof source['@timestamp'] !== 'string') return 'data stream timestamp field [@timestamp] is missing';
  for (const [name, value] of Object.entries(source)) {
    const type = textOf(objectOf(properties[name])['type']);
    const values: readonly (JsonValue | undefined)[] = Array.isArray(value) ? value : [value];
    for (const each of values) {
      if (type !== null && !takes(type, each)) return `failed to parse field [${name}] of type [${type}]`;
    }
  }
  return null;
}

function takes(type: string, value: JsonValue | undefined): boolean {
  if (value === null || value === undefined) return true;
  switch (type) {
    case 'date':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) && /^[+-]?\d{4,6}-/.test(value);
    case 'long':
      return Number.isSafeInteger(value);
    case 'ip':
      return typeof value === 'string' && isIP(value) !== 0;
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return typeof value !== 'object' && (type !== 'keyword' || Buffer.byteLength(String(value)) <= 32_766);
  }
}

function failed(status: number, type: string, reason: string): JsonObject {
  return { status, error: { type, reason } };
}

function invalid(type: string, reason: string): BulkAnswer {
  return { status: 400, body: { error: { type, reason }, status: 400 } };
}
