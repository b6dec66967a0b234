import { createInMemorySearchIndex } from '../../../lambda/adapters/in-memory/search-index.ts';
import { createSearchClient } from '../../../lambda/adapters/search/client.ts';
import { createSearchIndex } from '../../../lambda/adapters/search/search-index.ts';
import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { searchIndexContract } from '../../contracts/search-index.contract.ts';
import { putTemplate } from './put-template.ts';
import { type Product, type SearchCluster, startSearchCluster } from './search-cluster.ts';

const clusters: SearchCluster[] = [];
afterAll(() => Promise.all(clusters.map((cluster) => cluster.close())));

function idsOf(documents: Iterable<JsonObject>): readonly string[] {
  return [...documents]
    .map((document) => String(document['countersign.id']))
    .sort((one, other) => (one < other ? -1 : 1));
}

searchIndexContract('in memory', async () => {
  const index = createInMemorySearchIndex();
  return { index, ids: async () => idsOf(index.documents().values()) };
});

for (const product of ['opensearch', 'elasticsearch'] as const satisfies readonly Product[]) {
  searchIndexContract(`a stand-in for ${product}`, async () => {
    const cluster = await startSearchCluster({ product });
    clusters.push(cluster);
    await putTemplate(cluster, product);
    const client = createSearchClient({ url: cluster.url, access: { kind: 'none' }, timeoutMs: 5_000 });
    return { index: createSearchIndex(client), ids: async () => idsOf(cluster.documents()) };
  });
}
