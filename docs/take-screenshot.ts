// Takes docs/board.png, the picture in the README: `node docs/take-screenshot.ts`. Plays the real story in a headless
// browser up to the stolen session: a question asked, one verified before, and an incident open.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { launchBrowser } from '../test/local/board/browser.ts';

const COMMAND = path.resolve(import.meta.dirname, '../bin/countersign.ts');
const PICTURE = path.resolve(import.meta.dirname, 'board.png');
const SIZE = { width: 1400, height: 900 };
/** The story waits that long for whoever watches, and the page draws what came a moment before. Milliseconds. */
const PATIENCE_MS = 120_000;
const DRAWN_MS = 1_500;

const story = spawn(process.execPath, [COMMAND, 'start', '--no-open', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await launchBrowser();
try {
  const [line] = await once(createInterface(story.stdout), 'line');
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', reducedMotion: 'reduce' });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(/http:\/\/\S+/.exec(String(line))?.[0] ?? '');
  await page.getByRole('button', { name: 'Yes, it was me' }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.locator('#slack', { hasText: 'backup-svc' }).waitFor();
  await page.waitForTimeout(DRAWN_MS);
  await page.screenshot({ path: PICTURE });
} finally {
  await browser.close();
  story.kill('SIGINT');
}
