import type { Table } from '../../../lambda/adapters/dynamodb/batches.ts';
import { createTableClient } from '../../../lambda/adapters/dynamodb/client.ts';
import { createTables } from '../../../local/servers/create-tables.ts';
import { startTableServer } from '../../../local/servers/table-server.ts';

export interface TestTables {
  readonly state: Table;
  readonly journal: Table;
}

/** An embedded server for the tests of a file; every call makes a pair of empty tables. */
export function embeddedTables(): () => Promise<TestTables> {
  const started = startTableServer();
  const client = started.then(({ place }) => createTableClient(place));
  let pairs = 0;

  afterAll(async () => {
    (await client).destroy();
    await (await started).close();
  });

  return async () => {
    pairs += 1;
    const names = { state: `state-${pairs}`, journal: `journal-${pairs}` };
    await createTables(await client, names);
    const pause = { sleep: async () => {}, random: () => 1 };
    const table = async (name: string) => ({ client: await client, name, pause });
    return { state: await table(names.state), journal: await table(names.journal) };
  };
}
