import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { DEPLOYMENT_FILE, type HandlerName, NEEDS_DEPLOYMENT } from './handlers.ts';

const REPOSITORY = resolve(import.meta.dirname, '..');

/** A function's code, ready for Lambda: a folder with one ES module. */
export interface HandlerBundle {
  readonly name: HandlerName;
  readonly folder: string;
  /** The module, which exports `handler`. */
  readonly file: string;
  readonly bytes: number;
}

export type HandlerBundles = Readonly<Record<HandlerName, HandlerBundle>>;

/**
 * Bundles the handlers into `<outDir>/<name>/index.mjs`, the SDK included, so that what was tested is what runs.
 * `deployment` is written beside those that need it; without it (to measure size and load time) nothing is.
 *
 * @throws Error when a handler cannot be built; esbuild's message names file and line
 */
export async function bundleHandlers(outDir: string, deployment?: object): Promise<HandlerBundles> {
  const [drain, slack, verify] = await Promise.all([
    bundleHandler('drain', outDir, deployment),
    bundleHandler('slack', outDir, deployment),
    bundleHandler('verify', outDir, deployment),
  ]);
  return { drain, slack, verify };
}

async function bundleHandler(name: HandlerName, outDir: string, deployment?: object): Promise<HandlerBundle> {
  const folder = join(outDir, name);
  const { file, bytes } = await bundleModule(join(REPOSITORY, 'lambda/handlers', `${name}.ts`), folder);
  if (deployment !== undefined && NEEDS_DEPLOYMENT[name]) {
    writeFileSync(join(folder, DEPLOYMENT_FILE), JSON.stringify(deployment));
  }
  return { name, folder, file, bytes };
}

/** CommonJS packages ask for Node's modules with `require`, which an ES module does not have. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** Bundles one module and everything it imports, minified. */
export async function bundleModule(
  entry: string,
  folder: string,
): Promise<{ readonly file: string; readonly bytes: number }> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'index.mjs');
  await build({
    entryPoints: [entry],
    outfile: file,
    absWorkingDir: REPOSITORY,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    legalComments: 'none',
    logLevel: 'silent',
  });
  return { file, bytes: statSync(file).size };
}
