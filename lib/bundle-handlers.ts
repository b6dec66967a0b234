import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { NETWORKS_FILE } from '../lambda/adapters/geoip/networks-in.ts';
import { REPOSITORY_NETWORKS } from '../lambda/adapters/geoip/repository-file.ts';
import type { Deployment } from '../lambda/deployment.ts';
import { DEPLOYMENT_FILE, HANDLERS, type HandlerName, type PerHandler, perHandler } from './handlers.ts';

const REPOSITORY = resolve(import.meta.dirname, '..');

/** A function's code, ready for Lambda: a folder of ES modules. */
export interface HandlerBundle {
  readonly name: HandlerName;
  readonly folder: string;
  /** The module, which exports `handler`. */
  readonly file: string;
  /** Of all modules together, minified. */
  readonly bytes: number;
}

export type HandlerBundles = PerHandler<HandlerBundle>;

/**
 * Bundles the handlers into `<outDir>/<name>/`, the SDK included, so that what was tested is what runs.
 * The table of addresses is copied, and `deployment` written, beside those that need it; without a deployment (to measure size and load time) none is.
 *
 * @throws Error when a handler cannot be built; esbuild's message names file and line
 */
export async function bundleHandlers(outDir: string, deployment?: Deployment): Promise<HandlerBundles> {
  const made = new Map<HandlerName, HandlerBundle>();
  const making = perHandler(async (name) => {
    made.set(name, await bundleHandler(name, outDir, deployment));
  });
  await Promise.all(Object.values(making));
  return perHandler((name) => {
    const bundle = made.get(name);
    if (bundle === undefined) throw new Error(`no bundle of ${name}`);
    return bundle;
  });
}

async function bundleHandler(
  name: HandlerName,
  outDir: string,
  deployment?: Deployment,
): Promise<HandlerBundle> {
  const folder = join(outDir, name);
  const { file, bytes } = await bundleModule(join(REPOSITORY, 'lambda/handlers', `${name}.ts`), folder);
  if (deployment !== undefined && HANDLERS[name].deployment) {
    writeFileSync(join(folder, DEPLOYMENT_FILE), JSON.stringify(deployment));
  }
  if (HANDLERS[name].networks) copyFileSync(REPOSITORY_NETWORKS, join(folder, NETWORKS_FILE));
  return { name, folder, file, bytes };
}

/** CommonJS packages ask for Node's modules with `require`, which an ES module does not have. */
const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * Bundles one module and everything it imports, minified. What is imported only when needed (the SDK's ways to find
 * credentials, most of all) stays in files of its own: loading takes two thirds of the time.
 */
export async function bundleModule(
  entry: string,
  folder: string,
): Promise<{ readonly file: string; readonly bytes: number }> {
  const { metafile } = await build({
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: REPOSITORY,
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
  });
  const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  return { file: join(folder, 'index.mjs'), bytes };
}
