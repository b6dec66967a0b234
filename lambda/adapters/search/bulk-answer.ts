import { isObject, type JsonValue, listOf, objectOf, textOf } from '../../cloudtrail/json.ts';
import type { Indexed } from '../../ports/search-index.ts';
import { reasonOf } from '../http/reason.ts';

/** What each document of a request met, in their order; null when the answer is not one to this request. */
export function readBulkAnswer(answer: JsonValue, documents: number): readonly Indexed[] | null {
  const items = listOf(objectOf(answer)['items']);
  if (items.length !== documents) return null;
  return items.map(resultOf);
}

function resultOf(item: JsonValue): Indexed {
  const { status, error } = objectOf(objectOf(item)['create']);
  if (typeof status !== 'number') return { kind: 'later', reason: 'the answer says nothing of it' };
  if (status === 200 || status === 201) return { kind: 'added' };
  const reason = `${status} ${errorText(error ?? null)}`;
  if (status === 409) return { kind: 'existed' };
  // What is wrong with the document itself stays wrong; all else is the cluster's business and may be mended.
  return status === 400 && !isClusters(error ?? null)
    ? { kind: 'refused', reason }
    : { kind: 'later', reason };
}

/** Errors that come as 400 and are not the document's: `validation_exception` is "this cluster has too many shards". */
function isClusters(error: JsonValue): boolean {
  return /^(?:validation_exception|invalid_index_name_exception)$/.test(
    textOf(objectOf(error)['type']) ?? '',
  );
}

/** The type and reason of an error, those that caused it included: a mapping error says the field only there. */
export function errorText(error: JsonValue): string {
  if (!isObject(error)) return reasonOf(String(error ?? ''), []);
  const parts: string[] = [];
  for (let at: JsonValue | undefined = error; isObject(at) && parts.length < 3; at = at['caused_by']) {
    parts.push([textOf(at['type']), textOf(at['reason'])].filter((part) => part !== null).join(': '));
  }
  return reasonOf(parts.join('; '), []);
}
