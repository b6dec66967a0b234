import { CANNED } from './canned-board.ts';
import { inBrowser } from './in-browser.ts';

const open = inBrowser();

describe('what if', () => {
  test('outage, clock and drain are posted', async () => {
    const { page, button, posts } = await open(CANNED.asked);
    await button('What if…').click();

    await page.getByLabel('PagerDuty', { exact: true }).selectOption('down');
    await posts(1);
    await button('+ 16m').click();
    await posts(2);
    await button('Drain now').click();

    expect(await posts(3)).toEqual([
      { path: '/api/outage', body: { vendor: 'pagerduty', mode: 'down' } },
      { path: '/api/clock', body: { advance: '16m' } },
      { path: '/api/drain', body: {} },
    ]);
  });

  test('one’s own record is sent as written, and the refusal is shown', async () => {
    const { page, server, button, posts } = await open(CANNED.empty);
    server.answerWith(400, { error: 'the body is no JSON' });
    await button('Send a call of your own').click();

    await page.getByLabel('A CloudTrail record, or several').fill('{"eventName": ');
    await button('Send').click();

    expect(await posts(1)).toEqual([{ path: '/api/calls', body: '{"eventName": ' }]);
    await page.locator('#what-if output', { hasText: 'the body is no JSON' }).waitFor();
  });

  test('Escape closes the drawer and gives the focus back', async () => {
    const { page, button } = await open(CANNED.asked);
    await button('What if…').click();

    await page.keyboard.press('Escape');

    expect(await page.locator('#what-if').isHidden()).toBe(true);
    expect(await page.locator(':focus').innerText()).toBe('What if…');
  });
});
