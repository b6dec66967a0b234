import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runReport } from '../../../cli/report.ts';
import { systemPause } from '../../../lambda/adapters/dynamodb/backoff.ts';
import { createTableClient } from '../../../lambda/adapters/dynamodb/client.ts';
import { createDynamoJournal } from '../../../lambda/adapters/dynamodb/journal.ts';
import { createTables, LOCAL_TABLES } from '../../../local/servers/create-tables.ts';
import { startTableServer } from '../../../local/servers/table-server.ts';
import { records } from '../../workflows/messages.ts';
import { createWorld, only } from '../../workflows/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: readonly string[], now: number) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const exitCode = await runReport(args, { stdin: new PassThrough(), stdout, stderr, now: () => now });
  return { exitCode, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

describe('countersign report', () => {
  test('reads the journal of a local run and writes a page that needs nothing else', async () => {
    const world = createWorld();
    await world.deliverCalls(...records(3, { userAgent: '<script>alert(1)</script>' }));
    await world.later(0);
    world.onPush({ kind: 'approved' });
    await world.click('yes', only(world.asked()));
    const server = await startTableServer({ dataDir: folder });
    const client = createTableClient(server.place);
    await createTables(client);
    const table = { client, name: LOCAL_TABLES.journal, pause: systemPause() };
    await createDynamoJournal(table, { keptMs: null }).append(await world.journal());
    client.destroy();
    await server.close();
    const html = join(folder, 'report.html');

    const text = await run(['--data', folder, '--html', html], world.clock.now());
    const json = await run(['--data', folder, '--json'], world.clock.now());

    expect(text).toMatchObject({ exitCode: 0, stderr: '' });
    expect(text.stdout).toMatch(/verified +100 % /);
    expect(JSON.parse(json.stdout)).toMatchObject({
      questions: { verified: 1 },
      before: { questions: { opened: 0 } },
    });
    const page = readFileSync(html, 'utf8');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|https?:\/\//);
  }, 20_000);

  test.each([
    [['--since', 'soon'], '--since: "soon", expected a duration'],
    [['--data', '/nowhere/at-all'], '--data: /nowhere/at-all: no such folder'],
    [['--html'], '--html'],
    [['--config', '/nowhere.yaml'], '/nowhere.yaml'],
  ])('%j is bad input, said in one line', async (args, reason) => {
    const { exitCode, stdout, stderr } = await run(args, 0);

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
