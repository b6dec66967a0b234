import { systemPause } from '../../lambda/adapters/dynamodb/backoff.ts';
import { createDynamoCaseStore } from '../../lambda/adapters/dynamodb/case-store.ts';
import { createTableClient } from '../../lambda/adapters/dynamodb/client.ts';
import { objectOf, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';
import type { CaseStore } from '../../lambda/ports/case-store.ts';
import { LOCAL_TABLES } from '../../local/servers/create-tables.ts';
import { localPlace } from '../../local/servers/local-place.ts';
import { Hindrance, openTables } from '../deployment/stored-tables.ts';
import { messageOf } from '../failure.ts';
import type { Place } from './options.ts';

export interface OpenCases {
  readonly cases: CaseStore;
  close(): Promise<void>;
}

/** @throws Hindrance when the place cannot be found */
export async function openCases({ local, config, data, region }: Place): Promise<OpenCases> {
  if (local !== null) return localCases(local);
  const tables = await openTables({ config, data, ...(region !== null && { region }) });
  return { cases: createDynamoCaseStore(await tables.table('state')), close: tables.close };
}

/** The embedded table of a run on this machine, which says itself where it is. */
async function localCases(port: number): Promise<OpenCases> {
  const endpoint = await localEndpoint(`http://127.0.0.1:${port}/api/tables`);
  if (endpoint === null) {
    throw new Hindrance(`nothing of countersign start answers on port ${port}; --port N names another`);
  }
  const client = createTableClient(localPlace(endpoint));
  const cases = createDynamoCaseStore({ client, name: LOCAL_TABLES.state, pause: systemPause() });
  return { cases, close: async () => client.destroy() };
}

async function localEndpoint(url: string): Promise<string | null> {
  try {
    const answer = parseJson(await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).text());
    return answer.ok ? textOf(objectOf(answer.value)['endpoint']) : null;
  } catch {
    return null;
  }
}

/** Whatever went wrong on the way to the cases, in one line. */
export function failureLine(cause: unknown): string {
  if (cause instanceof Hindrance) return cause.message;
  const name = cause instanceof Error ? `${cause.name}: ` : '';
  return `${name}${messageOf(cause)}`.split('\n', 1)[0] ?? '';
}
