import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Board } from '../../../local/board/board-types.ts';
import { launchBrowser } from './browser.ts';
import { type CannedServer, type Posted, startCannedServer } from './canned-server.ts';

const FOLDER = path.resolve(__dirname, '../../../local/board');
/** The first start on a machine unpacks the browser. */
const STARTING_MS = 120_000;
const PATIENCE_MS = 20_000;
/** What Chromium itself writes about an answer of the server. */
const EXPECTED = /ERR_CONNECTION|status of 4\d\d/;

export interface OpenPage {
  readonly server: CannedServer;
  readonly page: Page;
  /** The button with exactly this name. */
  readonly button: (name: string) => Locator;
  /** Waits until the page has posted this many times. */
  readonly posts: (count: number) => Promise<readonly Posted[]>;
  /** The server goes, and on its port comes another. */
  readonly serveAnew: (board: Board) => Promise<void>;
}

interface Looks {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

/**
 * For the tests of one file: one browser; for each test that calls the returned function a server and a page showing
 * the board. A test fails if the page threw or logged an error, a breach of its security policy included.
 */
export function inBrowser(): (board: Board, looks?: Looks) => Promise<OpenPage> {
  let browser: Browser;
  const complaints: string[] = [];
  const toClose: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  }, STARTING_MS);

  afterAll(() => browser.close(), STARTING_MS);

  afterEach(async () => {
    for (const close of toClose.splice(0)) await close();
    expect(complaints.splice(0)).toEqual([]);
  }, STARTING_MS);

  async function open(board: Board, { colorScheme = 'light', width = 1400 }: Looks = {}): Promise<OpenPage> {
    let server = await startCannedServer(board, FOLDER);
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    toClose.push(
      () => page.close(),
      () => server.close(),
    );
    page.setDefaultTimeout(PATIENCE_MS);
    listen(page, complaints);
    await page.goto(server.url);
    await page.getByText('received').waitFor();
    return {
      get server() {
        return server;
      },
      page,
      button: (name) => page.getByRole('button', { name, exact: true }),
      posts: (count) => posted(server, count),
      serveAnew: async (next) => {
        server = await startCannedServer(next, FOLDER, Number(new URL(server.url).port));
      },
    };
  }

  return open;
}

function listen(page: Page, complaints: string[]) {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
}

async function posted(server: CannedServer, count: number): Promise<readonly Posted[]> {
  while (server.posted.length < count) await new Promise((again) => setTimeout(again, 20));
  return server.posted;
}
