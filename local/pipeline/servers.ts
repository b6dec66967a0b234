import { type QueueServer, startQueueServer } from '../servers/queue-server.ts';
import { startTableServer, type TableServer } from '../servers/table-server.ts';

/** The embedded services of AWS. */
export interface Servers {
  readonly queues: QueueServer;
  readonly tables: TableServer;
  close(): Promise<void>;
}

/** Longer than any function here holds a message. */
const VISIBILITY_SECONDS = 120;

/** @throws when one cannot start, such as on data that another run uses; the other is then stopped */
export async function startServers(dataDir: string | null): Promise<Servers> {
  const where = dataDir === null ? {} : { dataDir };
  const starting = [
    startQueueServer({ ...where, visibilitySeconds: VISIBILITY_SECONDS }),
    startTableServer(where),
  ] as const;
  try {
    const [queues, tables] = await Promise.all(starting);
    const close = async () => {
      await Promise.all([queues.close(), tables.close()]);
    };
    return { queues, tables, close };
  } catch (cause) {
    for (const each of await Promise.allSettled(starting)) {
      if (each.status === 'fulfilled') await each.value.close();
    }
    throw cause;
  }
}
