import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { bundleHandlers } from '../../lib/bundle-handlers.ts';

const MEGABYTE = 1_048_576;

describe('bundleHandlers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bundles-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const deployment = { config: DEFAULT_CONFIG, rules: [] };

  test('makes each handler a folder of less than 2 MB that needs nothing beside it', async () => {
    const bundles = Object.values(await bundleHandlers(join(folder, 'size'), deployment));

    expect(bundles.filter(({ bytes }) => bytes >= 2 * MEGABYTE)).toEqual([]);
    for (const { folder: code } of bundles) {
      const imports = readdirSync(code)
        .filter((file) => file.endsWith('.mjs'))
        .flatMap((file) => [...readFileSync(join(code, file), 'utf8').matchAll(/from"([^"./][^"]*)"/g)])
        .map(([, name = '']) => name.replace(/^node:/, ''));
      expect(imports.filter((name) => !require('node:module').builtinModules.includes(name))).toEqual([]);
    }
  });

  test('gives the deployment to those that decide, and not to the public endpoint', async () => {
    const { drain, slack, verify } = await bundleHandlers(join(folder, 'given'), deployment);

    expect(JSON.parse(readFileSync(join(drain.folder, 'deployment.json'), 'utf8'))).toEqual(deployment);
    expect(existsSync(join(verify.folder, 'deployment.json'))).toBe(true);
    expect(existsSync(join(slack.folder, 'deployment.json'))).toBe(false);
  });

  test('makes the same bytes twice', async () => {
    const [first, second] = [
      await bundleHandlers(join(folder, 'first'), deployment),
      await bundleHandlers(join(folder, 'second'), deployment),
    ];
    const contentOf = (code: string) =>
      readdirSync(code)
        .sort((left, right) => left.localeCompare(right))
        .map((file) => [file, readFileSync(join(code, file), 'utf8')]);

    expect(contentOf(first.slack.folder)).toEqual(contentOf(second.slack.folder));
  });
});
