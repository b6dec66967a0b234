import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../lambda/adapters/config-file/read-config.ts';

describe('readConfig', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('reads a file', () => {
    const file = join(folder, 'countersign.yaml');
    writeFileSync(file, 'pagerDuty: {region: eu}\n');

    expect(readConfig(file)).toMatchObject({ ok: true, config: { pagerDuty: { region: 'eu' } } });
  });

  test('a file that is not there is a problem that names it', () => {
    const file = join(folder, 'absent.yaml');

    expect(readConfig(file)).toMatchObject({
      ok: false,
      problems: [{ file, message: expect.stringMatching(/^cannot be read: .*ENOENT/) }],
    });
  });
});
