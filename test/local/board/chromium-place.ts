// Run by itself: the package is an ES module, which jest's CommonJS cannot load. Unpacks the browser into the
// temporary folder, once per machine, and prints the folder. Several may do so at once: each unpacks into a folder
// of its own, the first to finish gives it the name that all look for.
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The fonts that come with the browser first, so that the page looks alike on machines without any. */
function fontsIn(folder: string): string {
  const preferred = ['system-ui', 'sans-serif'].map(
    (name) =>
      `<alias binding="strong"><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`,
  );
  const mono =
    '<alias binding="strong"><family>ui-monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>';
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>${preferred.join('')}${mono}</fontconfig>`;
}

async function unpackInto(folder: string) {
  const own = mkdtempSync(`${folder}-`);
  process.env['TMPDIR'] = own;
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  writeFileSync(path.join(own, 'fonts', 'fonts.conf'), fontsIn(folder));
  try {
    renameSync(own, folder);
  } catch (error) {
    rmSync(own, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
const { version }: { version: string } = JSON.parse(
  readFileSync(path.join(entry, '../../package.json'), 'utf8'),
);
const folder = path.join(tmpdir(), `countersign-chromium-${version}`);
if (!existsSync(folder)) await unpackInto(folder);
console.log(folder);
