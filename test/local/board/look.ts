// For looking at the page without the pipeline: `node test/local/board/look.ts [PORT]` shows the canned boards in
// turn; `node test/local/board/look.ts --pictures DIR` takes a picture of each, in three widths, light and dark.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from './browser.ts';
import { CANNED } from './canned-board.ts';
import { type CannedServer, startCannedServer } from './canned-server.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../local/board');
const EACH_MS = 6_000;
const SIZES = [
  { width: 1400, height: 900 },
  { width: 900, height: 1000 },
  { width: 390, height: 844 },
];

async function inTurn(port: number) {
  const server = await startCannedServer(CANNED.empty, FOLDER, port);
  console.log(server.url);
  const boards = Object.values(CANNED);
  let shown = 0;
  setInterval(() => {
    shown += 1;
    server.show(boards[shown % boards.length] ?? CANNED.empty);
  }, EACH_MS);
}

async function pictures(to: string) {
  await mkdir(to, { recursive: true });
  const server = await startCannedServer(CANNED.empty, FOLDER);
  const browser = await launchBrowser();
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of SIZES) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
      await page.goto(server.url);
      for (const name of Object.keys(CANNED)) {
        await shownOn(server, name);
        await page.waitForTimeout(900);
        await page.screenshot({
          path: path.join(to, `${name}-${viewport.width}-${colorScheme}.png`),
          fullPage: viewport.width < 1200,
        });
      }
      await page.close();
    }
  }
  await browser.close();
  await server.close();
}

async function shownOn(server: CannedServer, name: string) {
  const board = Object.entries(CANNED).find(([known]) => known === name)?.[1];
  if (board !== undefined)
    server.show({ ...board, clock: { ...board.clock, now: board.clock.now + 130_000 } });
}

const [first, second] = process.argv.slice(2);
await (first === '--pictures' ? pictures(second ?? 'pictures') : inTurn(Number(first ?? 4_141)));
