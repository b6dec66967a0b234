import type { Client } from '@opensearch-project/opensearch';
import { isObject, type JsonObject, type JsonValue } from '../../cloudtrail/json.ts';
import { reasonOf } from '../http/reason.ts';
import { errorText } from './bulk-answer.ts';

/** How a request to the cluster ended; never thrown. */
export type SearchAnswer =
  | { readonly kind: 'answered'; readonly body: JsonValue }
  /** The cluster answered with an error. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** No answer, or none that is whole. What was asked may have happened. */
  | { readonly kind: 'silent'; readonly reason: string };

export interface SearchRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the cluster's root, with a query if need be. */
  readonly path: string;
  readonly body?: JsonObject;
  /** Lines of JSON. */
  readonly bulkBody?: string;
}

export async function searchRequest(
  client: Client,
  request: SearchRequest,
  secrets: readonly string[],
): Promise<SearchAnswer> {
  try {
    const { body } = await client.transport.request({ ...request });
    return isJson(body)
      ? { kind: 'answered', body }
      : { kind: 'silent', reason: 'the answer is not JSON: is this Elasticsearch or OpenSearch?' };
  } catch (thrown) {
    return failureOf(thrown, secrets);
  }
}

function failureOf(thrown: unknown, secrets: readonly string[]): SearchAnswer {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const status = memberOf(thrown, 'statusCode');
  if (typeof status !== 'number') return { kind: 'silent', reason: reasonOf(message, secrets) };
  const body = memberOf(thrown, 'body');
  const told = isObject(body) ? errorText(body['error'] ?? null) : String(body ?? '');
  return { kind: 'refused', status, reason: reasonOf(`${status} ${told === '' ? message : told}`, secrets) };
}

function isJson(value: unknown): value is JsonValue {
  return isObject(value) || Array.isArray(value);
}

/** The client's errors are told by their members: their classes may come from another copy of it. */
function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
