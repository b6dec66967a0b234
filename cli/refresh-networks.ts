import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodeTable } from '../lambda/adapters/geoip/encode-table.ts';
import { REPOSITORY_NETWORKS } from '../lambda/adapters/geoip/repository-file.ts';
import { readContent } from './networks/read-content.ts';

/** Who announces an address, and where it is used. What their licences ask for: data/networks/ATTRIBUTION.md. */
const PACKAGES = ['@ip-location-db/asn', '@ip-location-db/geo-whois-asn-country'];

const MADE_FROM = path.join(path.dirname(REPOSITORY_NETWORKS), 'made-from.json');

/** Makes the table in data/networks anew, from the packages' CSV files in these folders. */
function refresh(folders: readonly string[]): void {
  const content = readContent(folders);
  const table = encodeTable(content);
  writeFileSync(REPOSITORY_NETWORKS, table);
  const madeFrom = Object.fromEntries(folders.map((folder) => [path.basename(folder), versionIn(folder)]));
  writeFileSync(MADE_FROM, `${JSON.stringify(madeFrom, null, 2)}\n`);
  console.info(
    `${content.v4.length} ranges of IPv4, ${content.v6.length} of IPv6, ${content.names.size} networks: ${table.length} bytes`,
  );
}

/** Null for files that did not come as a package. */
function versionIn(folder: string): string | null {
  try {
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}

/** Gets the newest packages, without running anything of theirs; they are gone afterwards. */
function withPackages(use: (folders: readonly string[]) => void): void {
  const place = mkdtempSync(path.join(tmpdir(), 'networks-'));
  try {
    const newest = PACKAGES.map((name) => `${name}@latest`);
    const options = ['--prefix', place, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    execFileSync('npm', ['install', ...options, ...newest], { stdio: 'inherit' });
    use(PACKAGES.map((name) => path.join(place, 'node_modules', name)));
  } finally {
    rmSync(place, { recursive: true });
  }
}

const folders = process.argv.slice(2);
if (folders.length > 0) refresh(folders);
else withPackages(refresh);
