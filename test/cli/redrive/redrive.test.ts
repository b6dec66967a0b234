import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runRedrive } from '../../../cli/redrive.ts';
import { systemPause } from '../../../lambda/adapters/dynamodb/backoff.ts';
import { createTableClient } from '../../../lambda/adapters/dynamodb/client.ts';
import { createDynamoQuarantine } from '../../../lambda/adapters/dynamodb/quarantine.ts';
import { createTables, LOCAL_TABLES } from '../../../local/servers/create-tables.ts';
import { startTableServer } from '../../../local/servers/table-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'redrive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const exitCode = await runRedrive(args, { stdin: new PassThrough(), stdout, stderr, now: () => 0 });
  return { exitCode, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

describe('countersign redrive', () => {
  test('tells messages that nobody could read from entries that the archive refused', async () => {
    const server = await startTableServer({ dataDir: folder });
    const client = createTableClient(server.place);
    await createTables(client);
    const table = { client, name: LOCAL_TABLES.state, pause: systemPause() };
    const quarantine = createDynamoQuarantine(table, { keptMs: 86_400_000 });
    const at = Date.UTC(2026, 10, 20);
    await quarantine.put({ id: 'message-1', at, reason: 'not JSON', body: '{' });
    const body = JSON.stringify({ entry: 'call/111122223333/one' });
    await quarantine.put({ id: 'archive/call/111122223333/one', at, reason: 'mapping', body });
    client.destroy();
    await server.close();

    const messages = await run('quarantine', '--data', folder);
    const entries = await run('archive', '--data', folder);

    expect(messages).toEqual({
      exitCode: 1,
      stdout: '1 messages in the quarantine\n  2026-11-20T00:00:00.000Z message-1: not JSON\n',
      stderr: '',
    });
    expect(entries).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('call/111122223333/one: mapping'),
    });
  }, 20_000);

  test.each([
    [['everything'], '"everything", expected dead-letters, quarantine, archive'],
    [['dead-letters', '--data', folder], '--data'],
    [['quarantine', '--data', '/nowhere/at-all'], 'no such folder'],
  ])('%j is bad input, said in one line', async (args, reason) => {
    const { exitCode, stderr } = await run(...args);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
