import type { Page } from 'playwright-core';
import { CANNED } from './canned-board.ts';
import { inBrowser } from './in-browser.ts';

const open = inBrowser();

/** Evaluated in the page: the texts that stand out from what is behind them less than WCAG 2.2 AA asks (4.5 to 1). */
const PALE_TEXTS = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    const background = channels(getComputedStyle(element).backgroundColor);
    return background[3] === 0 && element.parentElement ? behind(element.parentElement) : background;
  };
  const contrast = (element) => {
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const ownText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue.trim() !== '');
  const shown = [...document.querySelectorAll('body *')].filter((element) => ownText(element) && element.checkVisibility());
  return shown.filter((element) => contrast(element) < 4.5).map((element) => element.className + ': ' + element.textContent + ' ' + contrast(element).toFixed(2));
})()`;

describe('looks', () => {
  const background = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor');

  test('light and dark follow the system, and the button overrides it for good', async () => {
    const { page } = await open(CANNED.asked, { colorScheme: 'dark' });
    const dark = await background(page);

    await page.keyboard.press('t');
    const light = await background(page);
    await page.reload();

    expect(light).not.toBe(dark);
    expect(await background(page)).toBe(light);
  });

  test.each([380, 900, 1400, 2200])('nothing is wider than a window of %i px', async (width) => {
    const { page } = await open(CANNED.stolen, { width });

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  test.each(['light', 'dark'] as const)(
    'every text stands out from its background, %s',
    async (colorScheme) => {
      const { server, page, button } = await open(CANNED.confirming, { colorScheme });
      await button('What if…').click();
      expect(await page.evaluate(PALE_TEXTS)).toEqual([]);

      server.show(CANNED.escalated);
      await page.locator('.incident').first().waitFor();

      expect(await page.evaluate(PALE_TEXTS)).toEqual([]);
    },
  );
});
