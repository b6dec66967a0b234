import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/** No connection but to the page: no updates, no field trials, no safe-browsing lists. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** A headless Chromium that comes with the packages; needs nothing of the machine and no network. */
export async function launchBrowser(): Promise<Browser> {
  const script = path.join(import.meta.dirname, 'chromium-place.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  const folder = stdout.trim();
  return chromium.launch({
    executablePath: path.join(folder, 'chromium'),
    args: QUIET,
    env: { ...process.env, FONTCONFIG_PATH: path.join(folder, 'fonts') },
  });
}
