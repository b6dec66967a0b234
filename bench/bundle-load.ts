import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleHandlers } from '../lib/bundle-handlers.ts';
import { median } from './rounds.ts';

const RUNS = 7;

export interface BundleLoad {
  readonly name: string;
  readonly bytes: number;
  /** Median time a new process takes to import the bundle. */
  readonly loadMs: number;
}

/** Bundles the handlers as a deployment does, and imports each in new processes. */
export async function bundleLoads(): Promise<readonly BundleLoad[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    const bundles = Object.values(await bundleHandlers(folder));
    return bundles.map(({ name, file, bytes }) => ({ name, bytes, loadMs: loadTime(file) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function loadTime(file: string): number {
  const url = JSON.stringify(pathToFileURL(file).href);
  const script = `const start = performance.now(); await import(${url}); console.log(performance.now() - start); process.exit()`;
  const times = Array.from({ length: RUNS }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })),
  );
  return median(times);
}
