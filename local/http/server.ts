import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, refused } from './answer.ts';
import { ROUTES, type Served } from './api.ts';
import { boardFile } from './board-files.ts';

export interface HttpServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Largest body taken: some thousand records. Bytes. */
const BODY_BYTES = 64 * 1_048_576;
const LOOPBACK = '127.0.0.1';
const METHODS = ['GET', 'POST'] as const;

/** Serves the page and the interface on the loopback address alone. @param port 0: a free one */
export async function startHttpServer(served: Served, port: number): Promise<HttpServer> {
  const server = createServer((request, response) => {
    handle(served, request)
      .catch((cause: unknown) => refused(500, cause instanceof Error ? cause.message : String(cause)))
      .then((answer) => send(request, response, answer))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return {
    url: `http://${LOOPBACK}:${portOf(server.address())}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function handle(served: Served, request: IncomingMessage): Promise<Answer> {
  const stranger = strangeness(request);
  if (stranger !== null) return refused(403, stranger);
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const { pathname } = new URL(request.url ?? '/', `http://${LOOPBACK}`);
  const route = routeOf(method, pathname);
  if (route !== null) {
    const body = await readBody(request);
    if (body === null) return refused(413, `body: larger than ${BODY_BYTES} bytes`);
    return route.handler(served, body, route.parameter);
  }
  const file = method === 'GET' ? await boardFile(pathname) : null;
  if (file !== null) return file;
  const other = METHODS.find((each) => routeOf(each, pathname) !== null);
  return other === undefined
    ? refused(404, `${method} ${pathname}: no such thing here`)
    : refused(405, `${method} ${pathname}: expected ${other}`);
}

function routeOf(method: string, pathname: string) {
  const cut = pathname.lastIndexOf('/') + 1;
  const handler = ROUTES[`${method} ${pathname}`] ?? ROUTES[`${method} ${pathname.slice(0, cut)}*`];
  return handler === undefined ? null : { handler, parameter: pathname.slice(cut) };
}

/**
 * A page of another site can make a browser send requests to this address. It cannot make them bear our host and
 * origin, which is checked here.
 */
function strangeness({ headers: { host = '', origin } }: IncomingMessage): string | null {
  const isOurs = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  if (!isOurs) return 'host: expected the loopback address';
  return origin === undefined || origin === `http://${host}`
    ? null
    : 'origin: expected a page of this server';
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const body = 'file' in answer ? answer.file : Buffer.from(JSON.stringify(answer.json));
  const type = 'file' in answer ? answer.type : 'application/json; charset=utf-8';
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  const headers = {
    'content-type': type,
    'cache-control': 'no-cache',
    'content-security-policy':
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    etag,
  };
  if (answer.status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(answer.status, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
