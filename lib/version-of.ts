import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HandlerBundles } from './bundle-handlers.ts';

/** Enough to tell deployments apart. Characters. */
const LENGTH = 12;

/** A short name for exactly this code, configuration and rules: the same from the same sources on any machine. */
export function versionOf(bundles: HandlerBundles): string {
  const hash = createHash('sha256');
  for (const { name, folder } of Object.values(bundles)) {
    for (const file of readdirSync(folder).sort()) {
      hash.update(`${name}/${file}\n`).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, LENGTH);
}
