import { workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { listenOnLoopback } from './listen.ts';
import { serveParent, surviveHangUps } from './thread-side.ts';

const { dataDir }: { dataDir?: string } = workerData;

surviveHangUps();
await serveParent(async () => {
  const server = dynalite({ createTableMs: 0, ...(dataDir !== undefined && { path: dataDir }) });
  const endpoint = await listenOnLoopback(server);
  await answersAt(endpoint);
  return {
    started: endpoint,
    methods: {
      close: () =>
        new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    },
  };
});

/** The database opens with the first request; a folder that is in use ends the thread then. */
async function answersAt(endpoint: string): Promise<void> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-date': '20260101T000000Z',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
    },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`the table server answers ${answer.status}`);
}
