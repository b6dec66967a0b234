import { CANNED } from './canned-board.ts';
import { crowded } from './crowded-board.ts';
import { inBrowser } from './in-browser.ts';

const open = inBrowser();

describe('staying where the reader is', () => {
  test('an update keeps focus, opened details and scroll position', async () => {
    const { page, server } = await open(crowded(200));
    await page.locator('.incident summary').nth(3).click();
    await page.evaluate('document.getElementById("call-list").scrollTop = 2000');
    const before = await page.locator('.call').nth(60).boundingBox();

    server.show(crowded(201));
    await page.locator('.figure.received', { hasText: '201' }).waitFor();

    expect(await page.locator(':focus').innerText()).toBe('What the page says');
    expect(await page.locator('.incident details[open]').count()).toBe(1);
    const after = await page.locator('.call').nth(61).boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
  });

  test('a focused button whose message is answered hands the focus to the message', async () => {
    const { page, server, button } = await open(CANNED.asked);
    await button('Yes, it was me').focus();

    server.show(CANNED.confirming);
    await page.locator('.message', { hasText: 'Approve the push' }).waitFor();

    expect(await page.locator(':focus').getAttribute('data-key')).toBe('message-dana');
  });

  test('updates of a full board do not hold up the page', async () => {
    const { page, server } = await open(crowded(200));
    await page.evaluate(
      'window.held = []; new PerformanceObserver((list) => held.push(list.getEntries().length)).observe({ type: "longtask" })',
    );

    for (let count = 201; count < 206; count += 1) {
      server.show(crowded(count));
      await page.locator('.figure.received', { hasText: String(count) }).waitFor();
    }

    // A busy machine may hold up one or the other; an update that is slow by itself holds up every time.
    expect(await page.evaluate('held.length')).toBeLessThan(5);
  });
});
