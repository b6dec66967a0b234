import { setTimeout as sleep } from 'node:timers/promises';
import { createDynamoJournal } from '../lambda/adapters/dynamodb/journal.ts';
import { createDynamoQuarantine } from '../lambda/adapters/dynamodb/quarantine.ts';
import { createSearchClient, secretsIn } from '../lambda/adapters/search/client.ts';
import { productOf } from '../lambda/adapters/search/product.ts';
import { createSearchIndex } from '../lambda/adapters/search/search-index.ts';
import type { Archive } from '../lambda/config/config.ts';
import { accessOf } from './archive/access.ts';
import { backfill } from './archive/backfill.ts';
import { importDashboards } from './archive/import-dashboards.ts';
import { install } from './archive/install.ts';
import { type ArchiveOptions, readOptions, USAGE } from './archive/options.ts';
import { Progress } from './archive/progress.ts';
import { savedObjects } from './archive/saved-objects.ts';
import { archiveStatus } from './archive/status.ts';
import type { CommandIo } from './classify.ts';
import { isHindrance } from './deployment/of-the-world.ts';
import { configAt, Hindrance, openTables, type StoredTables } from './deployment/stored-tables.ts';
import { DONE, FOUND, runCommand } from './run-command.ts';

const TIMEOUT_MS = 30_000;
const QUARANTINE_KEPT_MS = 45 * 86_400_000;
const LOCAL: Archive = {
  url: '',
  access: 'none',
  domain: null,
  prefix: 'countersign',
  keptDays: 400,
  replicas: 0,
  dashboards: null,
};

/** `countersign archive`: sets up and fills the cluster that the journal is shipped to. Resolves with the exit status. */
export async function runArchive(args: readonly string[], io: CommandIo): Promise<number> {
  const command = {
    name: 'archive',
    usage: USAGE,
    work: (options: ArchiveOptions) => archive(options, io),
    isHindrance: isHindrance,
  };
  return runCommand(command, readOptions(args), io);
}

async function archive(options: ArchiveOptions, io: CommandIo): Promise<number> {
  const config = configAt(options);
  const { url, access } = options;
  const configured = config?.archive ?? null;
  if (options.action === 'dashboards') {
    io.stdout.write(savedObjects((configured ?? LOCAL).prefix));
    return DONE;
  }
  if (configured === null && url === null) {
    throw new Hindrance('archive: not in the configuration; or name the cluster with --url');
  }
  const target = {
    ...(configured ?? LOCAL),
    ...(url !== null && { url }),
    ...(access !== null && { access }),
  };
  const known = await accessOf(target, config?.security?.region ?? null, process.env);
  const client = createSearchClient({ url: target.url, access: known, timeoutMs: TIMEOUT_MS });
  const secrets = secretsIn(known);
  if (options.action === 'init') {
    const product = await productOf(client, secrets);
    if (product.kind !== 'delivered') {
      throw new Hindrance(`${target.url}: ${product.kind === 'throttled' ? 'asks to wait' : product.reason}`);
    }
    io.stdout.write(`${product.value.name} ${product.value.version} at ${target.url}\n`);
    const installed = [...(await install(client, product.value, target, secrets))];
    if (target.dashboards === null || known.kind === 'sigv4') {
      io.stdout.write('– dashboards: countersign archive dashboards writes them for an import by hand\n');
    } else {
      const outcome = await importDashboards(fetch, target.dashboards, known, savedObjects(target.prefix));
      const problem =
        outcome.kind === 'delivered' ? null : 'reason' in outcome ? outcome.reason : 'asks to wait';
      installed.push({ what: `dashboards at ${target.dashboards}`, problem });
    }
    for (const { what, problem } of installed) {
      io.stdout.write(problem === null ? `✓ ${what}\n` : `✗ ${what}: ${problem}\n`);
    }
    return installed.every(({ problem }) => problem === null) ? DONE : FOUND;
  }
  const tables = await openTables(options);
  try {
    return await withJournal(tables, { client, secrets, prefix: target.prefix }, options, io);
  } finally {
    await tables.close();
  }
}

interface Cluster {
  readonly client: ReturnType<typeof createSearchClient>;
  readonly secrets: readonly string[];
  readonly prefix: string;
}

async function withJournal(
  tables: StoredTables,
  { client, secrets, prefix }: Cluster,
  { action, sinceMs }: ArchiveOptions,
  io: CommandIo,
): Promise<number> {
  const journal = createDynamoJournal(await tables.table('journal'), { keptMs: null });
  const now = io.now();
  const span = { since: sinceMs === null ? 0 : now - sinceMs, until: now + 1 };
  if (action === 'status') {
    const months = await archiveStatus(client, journal, prefix, span);
    for (const { index, journal: entries, archive: found } of months) {
      io.stdout.write(
        `${found === entries ? '✓' : '✗'} ${index}: ${entries} in the journal, ${found ?? 'unknown'} in the archive\n`,
      );
    }
    return months.every(({ journal: entries, archive: found }) => entries === found) ? DONE : FOUND;
  }
  const progress = new Progress(io.stderr);
  const quarantine = createDynamoQuarantine(await tables.table('state'), { keptMs: QUARANTINE_KEPT_MS });
  const index = createSearchIndex(client, secrets);
  const ports = { index, quarantine, clock: { now: io.now }, sleep: (ms: number) => sleep(ms), prefix };
  const done = await backfill(ports, journal, span, (entries, at) => progress.show(entries, at));
  progress.clear();
  io.stdout.write(
    `${done.added} added, ${done.existed} were there, ${done.refused} refused, ${done.left} not taken\n`,
  );
  for (const reason of done.reasons) io.stderr.write(`${reason}\n`);
  return done.left + done.refused === 0 ? DONE : FOUND;
}
