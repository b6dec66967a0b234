import { existsSync } from 'node:fs';
import { systemPause } from '../../lambda/adapters/dynamodb/backoff.ts';
import { createDynamoCaseStore } from '../../lambda/adapters/dynamodb/case-store.ts';
import { createTableClient } from '../../lambda/adapters/dynamodb/client.ts';
import { objectOf, parseJson, textOf } from '../../lambda/cloudtrail/json.ts';
import type { CaseStore } from '../../lambda/ports/case-store.ts';
import { SourceFailure } from '../../lambda/ports/source-failure.ts';
import { CONFIG_FILE } from '../../lib/read-deployment.ts';
import { LOCAL_TABLES } from '../../local/servers/create-tables.ts';
import { localPlace } from '../../local/servers/local-place.ts';
import { deployedTable } from '../deployed-table.ts';
import { messageOf } from '../failure.ts';
import { configOf } from '../investigate/config-of.ts';
import type { Place } from './options.ts';

/** What CloudFormation calls the state table of the security stack begins so. */
const STATE_BEGINS = 'countersign-security-StateTable';

/** @throws SourceFailure when the place cannot be found */
export async function openCases(place: Place): Promise<CaseStore> {
  if (place.local !== null) return localCases(place.local);
  const region = place.region ?? configuredRegion(place.config);
  const client = createTableClient(region === null ? {} : { region });
  const name = place.table ?? (await deployedTable(client, STATE_BEGINS, 'the cases'));
  return createDynamoCaseStore({ client, name, pause: systemPause() });
}

function configuredRegion(file: string | null): string | null {
  const config = file ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : null);
  return config === null ? null : (configOf(config).security?.region ?? null);
}

/** The embedded table of a run on this machine, which says itself where it is. */
async function localCases(port: number): Promise<CaseStore> {
  const endpoint = await localEndpoint(`http://127.0.0.1:${port}/api/tables`);
  if (endpoint === null) {
    throw new SourceFailure(`nothing of countersign start answers on port ${port}; --port N names another`);
  }
  const client = createTableClient(localPlace(endpoint));
  return createDynamoCaseStore({ client, name: LOCAL_TABLES.state, pause: systemPause() });
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
  if (cause instanceof SourceFailure) return cause.message;
  const name = cause instanceof Error ? `${cause.name}: ` : '';
  return `the cases: ${name}${messageOf(cause)}`.split('\n', 1)[0] ?? '';
}
