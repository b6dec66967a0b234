import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, type JsonObject, objectOf, parseJson } from '../../../lambda/cloudtrail/json.ts';
import { type StrictIndex, strictBulk } from './strict-bulk.ts';

export type Product = 'opensearch' | 'elasticsearch';

export interface ClusterOptions {
  readonly product?: Product;
  /** Largest request it takes, in bytes. */
  readonly largest?: number;
  /** The header a request must have; anything when left out. */
  readonly authorization?: RegExp;
}

/** How the cluster behaves just now. */
export interface Mood {
  /** Whole requests are answered with this status. */
  readonly status?: number;
  /** Documents it has no room for in this request. */
  readonly busy?: (id: string) => boolean;
  /** Writes, but the connection breaks before the answer. */
  readonly cutsAnswer?: boolean;
  /** Never answers. */
  readonly hangs?: boolean;
}

const CALM: Mood = {};

export interface SearchCluster {
  readonly url: string;
  mood: Mood;
  /** The process ends: connections are refused until it is started again. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
  /** What was put, by path. */
  readonly stored: Map<string, JsonObject>;
  readonly indexes: ReadonlyMap<string, StrictIndex>;
  /** Every document of every index. */
  documents(): readonly JsonObject[];
  /** Bytes of each bulk request. */
  readonly bulks: number[];
}

/** A stand-in that keeps to the rules of the APIs that the archive uses, and to their errors. */
export async function startSearchCluster(options: ClusterOptions = {}): Promise<SearchCluster> {
  const { product = 'opensearch', largest = Number.POSITIVE_INFINITY } = options;
  const indexes = new Map<string, StrictIndex>();
  const stored = new Map<string, JsonObject>();
  const bulks: number[] = [];
  let port = 0;
  let server: Server | null = null;

  const indexOf = (name: string): StrictIndex | null => {
    const known = indexes.get(name);
    if (known !== undefined) return known;
    const template = [...stored].find(
      ([path, body]) => path.startsWith('/_index_template/') && matches(body, name),
    )?.[1];
    if (template === undefined) return null;
    const { properties } = objectOf(objectOf(template['template'])['mappings']);
    const made = {
      isDataStream: template['data_stream'] !== undefined,
      properties: objectOf(properties),
      documents: new Map(),
    };
    indexes.set(name, made);
    return made;
  };

  const answer = (request: IncomingMessage, body: string): readonly [number, JsonObject] => {
    const { pathname } = new URL(request.url ?? '/', 'http://cluster');
    const type = request.headers['content-type'] ?? '';
    if (options.authorization?.test(request.headers.authorization ?? '') === false)
      return [401, error('security_exception', 'missing authentication credentials')];
    if (cluster.mood.status !== undefined) return [cluster.mood.status, error('busy', 'try again')];
    if (pathname === '/')
      return [
        200,
        {
          version:
            product === 'opensearch'
              ? { distribution: product, number: '2.19.1' }
              : { number: '9.1.0', build_flavor: 'default' },
          tagline: product === 'elasticsearch' ? 'You Know, for Search' : 'The OpenSearch Project',
        },
      ];
    if (pathname === '/_bulk') {
      bulks.push(Buffer.byteLength(body));
      if (Buffer.byteLength(body) > largest)
        return [413, error('content_too_long', 'entity content is too long')];
      if (!/^application\/(x-nd)?json\b/.test(type))
        return [406, error('media_type_header_exception', `Content-Type header [${type}] is not supported`)];
      const { status, body: said } = strictBulk(body, indexOf, cluster.mood.busy ?? (() => false));
      return [status, said];
    }
    if (request.method === 'GET') {
      const found = stored.get(pathname);
      return found === undefined ? [404, error('resource_not_found_exception', pathname)] : [200, found];
    }
    const parsed = parseJson(body);
    if (!parsed.ok || !isObject(parsed.value) || !type.startsWith('application/json'))
      return [400, error('parse_exception', 'not JSON')];
    stored.set(pathname, parsed.value);
    return [200, { acknowledged: true }];
  };

  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (cluster.mood.hangs) return;
      const [status, said] = answer(request, Buffer.concat(chunks).toString());
      if (cluster.mood.cutsAnswer) {
        response.destroy();
        return;
      }
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(product === 'elasticsearch' && { 'x-elastic-product': 'Elasticsearch' }),
      });
      response.end(JSON.stringify(said));
    });
  };

  const cluster: SearchCluster = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    mood: CALM,
    stored,
    indexes,
    bulks,
    async start() {
      server = createServer(serve).listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = portOf(server);
    },
    async kill() {
      const ending = server;
      server = null;
      ending?.closeAllConnections();
      ending?.close();
      if (ending !== null) await once(ending, 'close');
    },
    close: () => cluster.kill(),
    documents: () => [...indexes.values()].flatMap((index) => [...index.documents.values()]),
  };
  await cluster.start();
  return cluster;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function matches(template: JsonObject, name: string): boolean {
  const patterns = template['index_patterns'];
  return (
    Array.isArray(patterns) && patterns.some((pattern) => name.startsWith(String(pattern).replace(/\*$/, '')))
  );
}

function error(type: string, reason: string): JsonObject {
  return { error: { type, reason } };
}
