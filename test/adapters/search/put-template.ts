import { createSearchClient } from '../../../lambda/adapters/search/client.ts';
import { searchRequest } from '../../../lambda/adapters/search/request.ts';
import { archiveRequests } from '../../../lambda/adapters/search/templates.ts';
import type { Product, SearchCluster } from './search-cluster.ts';

/** What `countersign archive init` puts there. */
export async function putTemplate(
  cluster: Pick<SearchCluster, 'url'>,
  product: Product = 'opensearch',
): Promise<void> {
  const client = createSearchClient({ url: cluster.url, access: { kind: 'none' }, timeoutMs: 5_000 });
  const name = product === 'opensearch' ? 'OpenSearch' : 'Elasticsearch';
  const shape = { prefix: 'countersign', keptDays: 400, replicas: 0 };
  for (const request of archiveRequests({ name, version: '9' }, shape))
    await searchRequest(client, request, []);
}
