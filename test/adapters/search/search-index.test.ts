import { REQUEST_BYTES } from '../../../lambda/adapters/search/bulk-body.ts';
import { createSearchClient, type SearchAccess } from '../../../lambda/adapters/search/client.ts';
import { createSearchIndex } from '../../../lambda/adapters/search/search-index.ts';
import { documentOf } from '../../contracts/search-index.contract.ts';
import { putTemplate } from './put-template.ts';
import { type ClusterOptions, type SearchCluster, startSearchCluster } from './search-cluster.ts';

const clusters: SearchCluster[] = [];
afterEach(() => Promise.all(clusters.splice(0).map((cluster) => cluster.close())));

async function open(
  options: ClusterOptions = {},
  access: SearchAccess = { kind: 'none' },
  timeoutMs = 2_000,
) {
  const cluster = await startSearchCluster({ product: 'elasticsearch', ...options });
  clusters.push(cluster);
  const { authorization: _let, ...rest } = options;
  if (options.authorization === undefined) await putTemplate(cluster, rest.product ?? 'elasticsearch');
  const index = createSearchIndex(createSearchClient({ url: cluster.url, access, timeoutMs }), ['s3cret']);
  return { cluster, index };
}

const large = (id: string, bytes: number) =>
  documentOf(id, undefined, { data: { request: 'x'.repeat(bytes) } });

describe('the bulk API', () => {
  test('documents that are too many bytes for a request go in several', async () => {
    const { cluster, index } = await open();

    const results = await index.add(Array.from({ length: 30 }, (_, at) => large(`${at}`, 300_000)));

    expect(results).toHaveLength(30);
    expect(results.every(({ kind }) => kind === 'added')).toBe(true);
    expect(cluster.bulks.length).toBeGreaterThan(1);
    expect(Math.max(...cluster.bulks)).toBeLessThanOrEqual(REQUEST_BYTES);
  });

  test('a request too large for a proxy is halved; a document too large by itself is refused, and only that', async () => {
    const { cluster, index } = await open({ largest: 200_000 });

    const results = await index.add([
      large('a', 90_000),
      large('huge', 250_000),
      large('b', 90_000),
      large('c', 90_000),
    ]);

    expect(results.map(({ kind }) => kind)).toEqual(['added', 'refused', 'added', 'added']);
    expect(cluster.documents()).toHaveLength(3);
  });

  test('a document that the mapping cannot take is refused with the words of the cluster', async () => {
    const { index } = await open();
    const odd = { ...documentOf('odd'), source: { ...documentOf('odd').source, 'source.ip': 'no address' } };

    const [first, second] = await index.add([odd, documentOf('fine')]);

    expect(first).toMatchObject({ kind: 'refused', reason: expect.stringContaining('source.ip') });
    expect(second).toEqual({ kind: 'added' });
  });

  test('a document that a busy cluster rejects is for later, and only that', async () => {
    const { cluster, index } = await open();
    const busy = documentOf('busy');
    cluster.mood = { busy: (id) => id === busy.id };

    const results = await index.add([documentOf('a'), busy, documentOf('b')]);

    expect(results.map(({ kind }) => kind)).toEqual(['added', 'later', 'added']);
  });

  test.each([429, 500, 503, 403])('status %i is for later, with all that was to follow', async (status) => {
    const { cluster, index } = await open();
    cluster.mood = { status };

    const results = await index.add(Array.from({ length: 600 }, (_, at) => documentOf(`${at}`)));

    expect(results).toHaveLength(600);
    expect(results[0]).toEqual({ kind: 'later', reason: expect.stringContaining(String(status)) });
    expect(results.every(({ kind }) => kind === 'later')).toBe(true);
  });

  test('an answer that never comes ends with the time for it', async () => {
    const { cluster, index } = await open({}, { kind: 'none' }, 100);
    cluster.mood = { hangs: true };

    expect(await index.add([documentOf('a')])).toMatchObject([{ kind: 'later' }]);
  });

  test('what was written before the answer was cut is found there', async () => {
    const { cluster, index } = await open();
    cluster.mood = { cutsAnswer: true };
    expect(await index.add([documentOf('a')])).toMatchObject([{ kind: 'later' }]);
    cluster.mood = {};

    expect(await index.add([documentOf('a')])).toEqual([{ kind: 'existed' }]);
  });

  test('an index that nobody set up is for later', async () => {
    const cluster = await startSearchCluster();
    clusters.push(cluster);
    const index = createSearchIndex(
      createSearchClient({ url: cluster.url, access: { kind: 'none' }, timeoutMs: 2_000 }),
    );

    expect(await index.add([documentOf('a')])).toMatchObject([
      { kind: 'later', reason: expect.stringContaining('no such index') },
    ]);
  });
});

describe('access', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const cases: readonly (readonly [string, SearchAccess, RegExp])[] = [
    ['user and password', { kind: 'basic', username: 'ship', password: 'pa:ss' }, /^Basic c2hpcDpwYTpzcw==$/],
    ['an API key', { kind: 'api-key', apiKey: 'aWQ6a2V5' }, /^ApiKey aWQ6a2V5$/],
    [
      'a signature',
      {
        kind: 'sigv4',
        region: 'eu-central-1',
        credentials: async () => ({
          accessKeyId: 'AKIAEXAMPLE',
          secretAccessKey: secret,
          sessionToken: 'token',
        }),
      },
      /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-central-1\/es\/aws4_request, SignedHeaders=[\w;-]*host[\w;-]*, Signature=[0-9a-f]{64}$/,
    ],
  ];

  test.each(cases)('by %s', async (_, access, authorization) => {
    const { index } = await open({ authorization }, access);

    // Let in, and only then told that nobody set up the index.
    expect(await index.add([documentOf('a')])).toMatchObject([
      { reason: expect.stringContaining('no such index') },
    ]);
  });

  test('without it everything is for later', async () => {
    const { index } = await open({ authorization: /never/ });

    expect(await index.add([documentOf('a')])).toMatchObject([
      { kind: 'later', reason: expect.stringContaining('401') },
    ]);
  });
});
