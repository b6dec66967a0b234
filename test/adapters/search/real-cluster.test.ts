import { PANELS } from '../../../cli/archive/panels.ts';
import { createSearchClient } from '../../../lambda/adapters/search/client.ts';
import { productOf } from '../../../lambda/adapters/search/product.ts';
import { searchRequest } from '../../../lambda/adapters/search/request.ts';
import { createSearchIndex } from '../../../lambda/adapters/search/search-index.ts';
import { archiveRequests } from '../../../lambda/adapters/search/templates.ts';
import { type JsonObject, listOf, objectOf } from '../../../lambda/cloudtrail/json.ts';
import { searchDocumentOf } from '../../../lambda/journal/search-document.ts';
import { searchIndexContract } from '../../contracts/search-index.contract.ts';
import { records } from '../../workflows/messages.ts';
import { createWorld, only } from '../../workflows/world.ts';

/** A cluster that may be written to, such as http://127.0.0.1:9200; the suite runs only where it is named. */
const url = process.env['COUNTERSIGN_TEST_SEARCH_URL'];
if (url === undefined) {
  console.warn('COUNTERSIGN_TEST_SEARCH_URL names no cluster: nothing is shipped to a real one');
  test.skip('a real cluster: skipped, COUNTERSIGN_TEST_SEARCH_URL names none', () => undefined);
} else {
  const client = createSearchClient({ url, access: { kind: 'none' }, timeoutMs: 20_000 });
  const ask = async (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: JsonObject,
  ): Promise<JsonObject> => {
    const answer = await searchRequest(client, { method, path, ...(body && { body }) }, []);
    if (answer.kind !== 'answered') throw new Error(`${path}: ${answer.reason}`);
    return objectOf(answer.body);
  };
  const setUp = async (): Promise<void> => {
    const product = await productOf(client, []);
    if (product.kind !== 'delivered') throw new Error(`no cluster at ${url}`);
    const kind = product.value.name === 'Elasticsearch' ? '_data_stream/' : '';
    await ask('DELETE', `/${kind}countersign-journal-2026.11`).catch(() => undefined);
    for (const request of archiveRequests(product.value, {
      prefix: 'countersign',
      keptDays: 400,
      replicas: 0,
    })) {
      await searchRequest(client, request, []);
    }
  };

  searchIndexContract(`the cluster at ${url}`, async () => {
    await setUp();
    const ids = async () => {
      await ask('POST', '/countersign-journal-*/_refresh');
      const found = await ask('POST', '/countersign-journal-*/_search', {
        size: 5_000,
        _source: ['countersign.id'],
      });
      const hits = listOf(objectOf(found['hits'])['hits']).map(objectOf);
      return hits.map(({ _source }) => String(objectOf(_source)['countersign.id'])).sort();
    };
    return { index: createSearchIndex(client), ids };
  });

  describe(`the cluster at ${url}`, () => {
    test('takes every entry of a story, and has the fields that the dashboard asks for', async () => {
      await setUp();
      const world = createWorld();
      await world.deliverCalls(...records(4, { requestParameters: { userName: 'x', tags: [{ a: 1 }] } }));
      await world.later(0);
      world.onPush({ kind: 'approved' });
      await world.click('yes', only(world.asked()));
      await world.deliver('no JSON');
      await world.later(60_000);
      const entries = await world.journal();

      const results = await createSearchIndex(client).add(
        entries.map((entry) => searchDocumentOf(entry, 'countersign')),
      );
      await ask('POST', '/countersign-journal-*/_refresh');

      expect(results.filter(({ kind }) => kind !== 'added')).toEqual([]);
      for (const { title, by, measure } of PANELS) {
        const field = measure.kind === 'count' ? by : measure.field;
        const agg =
          measure.kind === 'percentiles'
            ? { percentiles: { field } }
            : measure.kind === 'sum'
              ? { sum: { field } }
              : { terms: { field } };
        const answer = await ask('POST', '/countersign-journal-*/_search', { size: 0, aggs: { it: agg } });
        expect({ title, result: answer['aggregations'] }).toEqual({
          title,
          result: { it: expect.anything() },
        });
      }
    });
  });
}
