import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Board } from '../../../local/board/board-types.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Posted {
  readonly path: string;
  readonly body: unknown;
}

export interface CannedServer {
  readonly url: string;
  /** What was posted, oldest first. */
  readonly posted: readonly Posted[];
  /** Requests for the board that were answered 304. */
  readonly unchanged: () => number;
  readonly show: (board: Board) => void;
  /** What the next posts are answered; a 200 with `{}` unless told. */
  readonly answerWith: (status: number, body: unknown) => void;
  readonly close: () => Promise<void>;
}

/** Serves the page with its real security policy and a board that the caller sets. `port` 0: any that is free. */
export async function startCannedServer(first: Board, folder: string, port = 0): Promise<CannedServer> {
  let board = first;
  let answer: { status: number; body: unknown } = { status: 200, body: {} };
  let unchanged = 0;
  const posted: Posted[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const target = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.setHeader('content-security-policy', "default-src 'self'");
    if (request.method === 'POST') {
      posted.push({ path: target, body: await bodyOf(request) });
      sendJson(response, answer.status, answer.body);
    } else if (target === '/api/board') sendBoard(request, response);
    else await sendFile(response, path.join(folder, target === '/' ? 'index.html' : target));
  }

  function sendBoard(request: IncomingMessage, response: ServerResponse) {
    const etag = `"${createHash('sha256').update(JSON.stringify(board)).digest('hex').slice(0, 16)}"`;
    response.setHeader('etag', etag);
    if (request.headers['if-none-match'] !== etag) return sendJson(response, 200, board);
    unchanged += 1;
    response.writeHead(304).end();
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    posted,
    unchanged: () => unchanged,
    show: (next) => {
      board = next;
    },
    answerWith: (status, body) => {
      answer = { status, body };
    },
    close: () => closeAll(server),
  };
}

/** Lets go of the port at once: connections that wait for more are cut. */
function closeAll(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function sendFile(response: ServerResponse, file: string) {
  const content = await readFile(file).catch(() => null);
  if (content === null) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'text/plain' }).end(content);
}
