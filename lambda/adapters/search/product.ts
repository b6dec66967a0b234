import type { Client } from '@opensearch-project/opensearch';
import { objectOf, textOf } from '../../cloudtrail/json.ts';
import { delivered, type Outcome } from '../../ports/outcome.ts';
import { searchRequest } from './request.ts';

/** The two products part where things are managed; what is written and asked is the same. */
export interface Product {
  readonly name: 'OpenSearch' | 'Elasticsearch';
  readonly version: string;
}

/** Which product answers there. */
export async function productOf(client: Client, secrets: readonly string[]): Promise<Outcome<Product>> {
  const answer = await searchRequest(client, { method: 'GET', path: '/' }, secrets);
  if (answer.kind === 'silent') return { kind: 'transient', reason: answer.reason };
  if (answer.kind === 'refused') return { kind: 'permanent', reason: answer.reason };
  const version = objectOf(objectOf(answer.body)['version']);
  const number = textOf(version['number']);
  if (number === null)
    return { kind: 'permanent', reason: 'answers, but is neither OpenSearch nor Elasticsearch' };
  const name = version['distribution'] === 'opensearch' ? 'OpenSearch' : 'Elasticsearch';
  return delivered({ name, version: number });
}
