import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { AwsPlace } from '../../../lambda/adapters/aws/client-config.ts';

/** What a service was asked: the operation's name and the JSON, or for SNS the form's fields. */
export interface AwsRequest {
  /** Empty for services that are asked by path. */
  readonly operation: string;
  readonly path: string;
  readonly input: Record<string, unknown>;
  /** Of temporary credentials, whose request it is; empty for those of a user. */
  readonly sessionToken: string;
  /** The region it was signed for. */
  readonly region: string;
}

export interface AwsAnswer {
  readonly status?: number;
  readonly body: unknown;
}

export interface AwsEndpoint {
  readonly place: AwsPlace & { readonly endpoint: string };
  close(): Promise<void>;
}

/** A service of AWS on this machine, as far as `answer` goes; null: it never answers. */
export async function startAwsEndpoint(
  answer: (request: AwsRequest) => AwsAnswer | null,
): Promise<AwsEndpoint> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    const reply = answer({
      ...operationOf(request.headers['x-amz-target'], body.toString()),
      path: request.url ?? '/',
      sessionToken: [request.headers['x-amz-security-token']].flat()[0] ?? '',
      region: /Credential=[^/]+\/\d+\/([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '',
    });
    if (!reply) return;
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response.writeHead(reply.status ?? 200, {
      'content-type': typeof reply.body === 'string' ? 'text/xml' : 'application/x-amz-json-1.0',
    });
    response.end(text);
  });
  const endpoint = await listen(server);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return {
    place: { endpoint, region: 'eu-west-1', credentials },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
}

function operationOf(
  target: string | string[] | undefined,
  body: string,
): Pick<AwsRequest, 'operation' | 'input'> {
  if (typeof target === 'string')
    return { operation: target.split('.').at(-1) ?? '', input: JSON.parse(body) };
  const input = Object.fromEntries(new URLSearchParams(body));
  return { operation: input['Action'] ?? '', input };
}
