import { workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { listenOnLoopback } from './listen.ts';
import { serveParent, surviveHangUps } from './thread-side.ts';

const { dataDir }: { dataDir?: string } = workerData;

surviveHangUps();
await serveParent(async () => {
  const server = dynalite({ createTableMs: 0, ...(dataDir !== undefined && { path: dataDir }) });
  const endpoint = await listenOnLoopback(server);
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
