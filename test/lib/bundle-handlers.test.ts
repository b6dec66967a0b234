import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { networksIn } from '../../lambda/adapters/geoip/networks-in.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { bundleHandlers, bundleModule } from '../../lib/bundle-handlers.ts';

const MEGABYTE = 1_048_576;

/** Bundling takes a second alone, and more beside other suites. */
const PATIENCE_MS = 60_000;

describe('bundleHandlers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bundles-'));
  const deployment = { config: DEFAULT_CONFIG, rules: [] };
  const once = bundleHandlers(join(folder, 'once'), deployment);
  afterAll(() => rmSync(folder, { recursive: true }));

  test(
    'makes each handler a folder of less than 2 MB that needs nothing beside it',
    async () => {
      for (const { name, bytes, folder: code } of Object.values(await once)) {
        expect([name, bytes < 2 * MEGABYTE, foreignImports(code)]).toEqual([name, true, []]);
      }
    },
    PATIENCE_MS,
  );

  test('gives the deployment to those that decide, and not to the public endpoint', async () => {
    const { drain, slack, verify } = await once;

    expect(JSON.parse(readFileSync(join(drain.folder, 'deployment.json'), 'utf8'))).toEqual(deployment);
    expect(existsSync(join(verify.folder, 'deployment.json'))).toBe(true);
    expect(existsSync(join(slack.folder, 'deployment.json'))).toBe(false);
  });

  test('gives the table of addresses to the one that asks where calls come from', async () => {
    const { drain, slack, verify } = await once;
    const asks = [drain, slack, verify].filter(({ folder: code }) => existsSync(join(code, 'networks.bin')));

    expect(asks).toEqual([drain]);
    expect(networksIn(join(drain.folder, 'networks.bin'))('8.8.8.8')?.country).toBe('US');
  });

  test(
    'makes the same bytes twice',
    async () => {
      const entry = resolve(__dirname, '../../lambda/handlers/slack.ts');
      const { slack } = await once;

      await bundleModule(entry, join(folder, 'again'));

      expect(contentOf(join(folder, 'again'))).toEqual(contentOf(slack.folder));
    },
    PATIENCE_MS,
  );
});

/** What the modules of a folder import that is neither Node's nor beside them. */
function foreignImports(code: string): readonly string[] {
  return contentOf(code)
    .flatMap(([, text]) => [...text.matchAll(/from"([^"./][^"]*)"/g)])
    .map(([, name = '']) => name.replace(/^node:/, ''))
    .filter((name) => !builtinModules.includes(name));
}

function contentOf(code: string): readonly (readonly [string, string])[] {
  return readdirSync(code)
    .sort((left, right) => left.localeCompare(right))
    .map((file) => [file, readFileSync(join(code, file), 'utf8')] as const);
}
