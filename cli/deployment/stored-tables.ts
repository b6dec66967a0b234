import { existsSync } from 'node:fs';
import type { AwsPlace } from '../../lambda/adapters/aws/client-config.ts';
import { readConfig } from '../../lambda/adapters/config-file/read-config.ts';
import { systemPause } from '../../lambda/adapters/dynamodb/backoff.ts';
import type { Table } from '../../lambda/adapters/dynamodb/batches.ts';
import { createTableClient } from '../../lambda/adapters/dynamodb/client.ts';
import { tablesNamed } from '../../lambda/adapters/dynamodb/find-table.ts';
import type { Config } from '../../lambda/config/config.ts';
import { renderConfigProblem } from '../../lambda/config/config-problem.ts';
import { CONFIG_FILE } from '../../lib/read-deployment.ts';
import { LOCAL_TABLES } from '../../local/servers/create-tables.ts';
import { startTableServer } from '../../local/servers/table-server.ts';
import { messageOf } from '../failure.ts';

/** Where a command finds what Countersign keeps. */
export interface Whereabouts {
  /** `countersign.yaml` of the deployment; null: the one in this folder, if there is one. */
  readonly config: string | null;
  /** Folder of a local run (`start --data`); null: a deployment. */
  readonly data: string | null;
  /** Of the security stack; left out: as the configuration or the environment says. */
  readonly region?: string;
}

/** What stands in the user's way, in one line; the command ends with bad input. */
export class Hindrance extends Error {
  override readonly name = 'Hindrance';
}

/** What CloudFormation calls the tables of the security stack begins so. */
const BEGINNINGS = {
  state: 'countersign-security-StateTable',
  journal: 'countersign-security-JournalTable',
} as const;

export interface StoredTables {
  table(which: keyof typeof BEGINNINGS): Promise<Table>;
  close(): Promise<void>;
}

/** The configuration of the deployment; null without one. @throws Hindrance when it cannot be read */
export function configAt({ config }: Whereabouts): Config | null {
  const file = config ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : null);
  if (file === null) return null;
  const read = readConfig(file);
  if (read.ok) return read.config;
  const [problem] = read.problems;
  throw new Hindrance(problem === undefined ? file : renderConfigProblem(problem));
}

/** The tables of a deployment, in its region and under the names CloudFormation gave them; or those of a local run. */
export async function openTables(where: Whereabouts): Promise<StoredTables> {
  if (where.data !== null) return openLocal(where.data);
  const region = where.region ?? configAt(where)?.security?.region;
  const client = createTableClient(region === undefined ? {} : { region });
  return {
    table: async (which) => ({ client, name: await nameOf(client, BEGINNINGS[which]), pause: systemPause() }),
    close: async () => client.destroy(),
  };
}

async function openLocal(dataDir: string): Promise<StoredTables> {
  if (!existsSync(dataDir)) throw new Hindrance(`--data: ${dataDir}: no such folder`);
  const server = await startTableServer({ dataDir }).catch((cause: unknown) => {
    throw new Hindrance(`--data: ${dataDir}: ${messageOf(cause).split('\n')[0]}`);
  });
  const place: AwsPlace = server.place;
  const client = createTableClient(place);
  return {
    table: async (which) => ({ client, name: LOCAL_TABLES[which], pause: systemPause() }),
    async close() {
      client.destroy();
      await server.close();
    },
  };
}

async function nameOf(client: ReturnType<typeof createTableClient>, beginning: string): Promise<string> {
  const names = await tablesNamed(client, beginning).catch((cause: unknown) => {
    throw new Hindrance(`the tables: ${cause instanceof Error ? cause.name : 'Error'}: ${messageOf(cause)}`);
  });
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  const found = names.length === 0 ? 'no table' : `several tables (${names.join(', ')})`;
  throw new Hindrance(`the tables: ${found} named ${beginning}… in this account and region`);
}
