import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { PANELS } from '../../../cli/archive/panels.ts';
import { savedObjects } from '../../../cli/archive/saved-objects.ts';
import { runArchive } from '../../../cli/archive.ts';
import { systemPause } from '../../../lambda/adapters/dynamodb/backoff.ts';
import { createTableClient } from '../../../lambda/adapters/dynamodb/client.ts';
import { createDynamoJournal } from '../../../lambda/adapters/dynamodb/journal.ts';
import { searchFields } from '../../../lambda/journal/search-mapping.ts';
import { createTables, LOCAL_TABLES } from '../../../local/servers/create-tables.ts';
import { startTableServer } from '../../../local/servers/table-server.ts';
import { startSearchCluster } from '../../adapters/search/search-cluster.ts';
import { records } from '../../workflows/messages.ts';
import { createWorld } from '../../workflows/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io = { stdin: new PassThrough(), stdout, stderr, now: () => Date.UTC(2026, 11, 1) };
  const exitCode = await runArchive(args, io);
  return { exitCode, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

describe('countersign archive', () => {
  test.each(['opensearch', 'elasticsearch'] as const)(
    'sets up %s, fills it once, and counts both sides',
    async (product) => {
      const cluster = await startSearchCluster({ product });
      const data = join(folder, product);
      const server = await startTableServer({ dataDir: data });
      const client = createTableClient(server.place);
      await createTables(client);
      const world = createWorld();
      await world.deliverCalls(...records(5));
      await world.later(0);
      const entries = await world.journal();
      await createDynamoJournal(
        { client, name: LOCAL_TABLES.journal, pause: systemPause() },
        { keptMs: null },
      ).append(entries);
      client.destroy();
      await server.close();

      const init = await run('init', '--url', cluster.url);
      const first = await run('backfill', '--url', cluster.url, '--data', data);
      const second = await run('backfill', '--url', cluster.url, '--data', data);
      await cluster.close();
      const away = await run('backfill', '--url', cluster.url, '--data', data);

      expect(init).toMatchObject({ exitCode: 0, stderr: '' });
      expect(init.stdout).toContain('✓ index template');
      expect(cluster.indexes.get('countersign-journal-2026.11')?.isDataStream).toBe(
        product === 'elasticsearch',
      );
      expect(first.stdout).toBe(`${entries.length} added, 0 were there, 0 refused, 0 not taken\n`);
      expect(second.stdout).toBe(`0 added, ${entries.length} were there, 0 refused, 0 not taken\n`);
      expect(cluster.documents()).toHaveLength(entries.length);
      expect(away).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('ECONNREFUSED') });
    },
    20_000,
  );

  test.each([
    [['fill'], '"fill", expected init'],
    [['init', '--access', 'magic'], '--access: "magic", expected sigv4'],
    [['init', '--url', 'nowhere'], '--url: "nowhere"'],
    [['backfill', '--since', 'ever'], '--since: "ever"'],
  ])('%j is bad input, said in one line', async (args, reason) => {
    const { exitCode, stderr } = await run(...args);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('the dashboards', () => {
  const objects = savedObjects('countersign')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

  test('every field a panel asks for is one that the archive has', () => {
    const fields = PANELS.flatMap(({ by, within, measure, query }) => [
      ...(by === null ? [] : [by]),
      ...(within === undefined ? [] : [within]),
      ...('field' in measure ? [measure.field] : []),
      ...[...query.matchAll(/([\w.]+):/g)].map(([, field = '']) => field),
    ]);

    expect(fields.filter((field) => !(field in searchFields()))).toEqual([]);
  });

  test('refer to nothing that is not imported with them', () => {
    const ids = new Set(objects.map(({ type, id }) => `${type}/${id}`));
    const lost = objects
      .flatMap(({ references }) => references)
      .filter(({ type, id }: { type: string; id: string }) => !ids.has(`${type}/${id}`));

    expect(lost).toEqual([]);
    expect(ids.size).toBe(objects.length);
    expect(objects.map(({ type }) => type)).toContain('dashboard');
  });

  test('the dashboard shows each panel at a place of its own', () => {
    const [overview] = objects.filter(({ type }) => type === 'dashboard');
    const panels = JSON.parse(overview.attributes.panelsJSON);
    const places = panels.map(
      ({ gridData: { x, y } }: { gridData: { x: number; y: number } }) => `${x},${y}`,
    );

    expect(new Set(places).size).toBe(PANELS.length);
    expect(overview.references.map(({ name }: { name: string }) => name)).toEqual(
      panels.map(({ panelRefName }: { panelRefName: string }) => panelRefName),
    );
  });
});
