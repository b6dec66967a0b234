import type { JsonObject } from '../cloudtrail/json.ts';
import { type FieldType, JOURNAL_FIELDS } from './fields.ts';

/** Fields of a search document that are not an entry's own `data`. */
const DERIVED_FIELDS: Readonly<Record<string, FieldType>> = {
  '@timestamp': 'date',
  'ecs.version': 'keyword',
  'event.module': 'keyword',
  'event.dataset': 'keyword',
  'event.action': 'keyword',
  'event.kind': 'keyword',
  'event.outcome': 'keyword',
  'event.id': 'keyword',
  'cloud.provider': 'keyword',
  'source.ip': 'ip',
  'countersign.schema': 'long',
  'countersign.id': 'keyword',
  'countersign.kind': 'keyword',
  'countersign.case.id': 'keyword',
  'countersign.lag_ms': 'long',
};

/** Every field that a search document may have, by its path. */
export function searchFields(): Readonly<Record<string, FieldType>> {
  const own = Object.values(JOURNAL_FIELDS).flatMap((fields) =>
    fields.flatMap(({ paths, type }) => paths.map((path) => [path, type] as const)),
  );
  return { ...DERIVED_FIELDS, ...Object.fromEntries(own) };
}

/**
 * The mapping of the archive's indexes. A field it does not know is kept and can be read, but not searched, so that a
 * later version's documents are taken by the indexes of an earlier one.
 */
export function searchMapping(): JsonObject {
  const properties: Record<string, JsonObject> = {};
  for (const [path, type] of Object.entries(searchFields())) properties[path] = { type };
  return { dynamic: false, properties };
}
