import { CANNED } from './canned-board.ts';
import { inBrowser } from './in-browser.ts';

const open = inBrowser();

describe('the server', () => {
  test('an unchanged board is asked for with its ETag and not sent again', async () => {
    const { page, server } = await open(CANNED.asked);

    while (server.unchanged() < 2) await page.waitForTimeout(50);

    expect(await page.locator('.message').count()).toBe(1);
  });

  test('a server that is gone is told, and its return goes on by itself', async () => {
    const { page, server, serveAnew } = await open(CANNED.asked);
    await server.close();
    await page.getByRole('alert').getByText('The server is gone').waitFor();

    await serveAnew(CANNED.verified);

    await page.locator('.message .outcome', { hasText: 'Verified' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
