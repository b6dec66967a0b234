import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { AwsPlace } from '../../lambda/adapters/aws/client-config.ts';
import { LOCAL_REGION, localPlace } from './local-place.ts';
import { startServerThread } from './server-thread.ts';

/** An embedded DynamoDB: dynalite, without transactions, streams and expiry. */
export interface TableServer {
  readonly endpoint: string;
  readonly region: string;
  /** For the clients' factories. */
  readonly place: AwsPlace;
  close(): Promise<void>;
}

/** @param options `dataDir`: where the tables are kept; in memory without it. One process at a time. */
export async function startTableServer(options: { readonly dataDir?: string } = {}): Promise<TableServer> {
  const dataDir = options.dataDir && path.join(options.dataDir, 'tables');
  if (dataDir) await mkdir(dataDir, { recursive: true });
  const thread = await startServerThread(new URL('./table-thread.ts', import.meta.url), { dataDir });
  const endpoint = String(thread.started);
  return { endpoint, region: LOCAL_REGION, place: localPlace(endpoint), close: thread.close };
}
