import { CANNED } from './canned-board.ts';
import { inBrowser } from './in-browser.ts';

const open = inBrowser();

describe('what is shown', () => {
  test('a verified case shows its outcome and has no buttons left', async () => {
    const { page } = await open(CANNED.verified);

    expect(await page.locator('.case').innerText()).toContain('Verified');
    expect(await page.locator('.message .outcome').innerText()).toBe('Verified');
    expect(await page.locator('#phone').innerText()).toContain('Approved');
    expect(await page.locator('[data-do="answer"]').count()).toBe(0);
  });

  test('an escalated case names its cause, and the page says what to do', async () => {
    const { page } = await open(CANNED.escalated);

    expect(await page.locator('.case.escalated').innerText()).toContain('Escalated: answered no');
    expect(await page.locator('.incident').first().innerText()).toContain('Deactivate the key');
    expect(await page.locator('#quarantine summary').innerText()).toBe('1 message in quarantine');
  });

  test('a new page is announced, an old one is not', async () => {
    const { page, server } = await open(CANNED.verified);
    expect(await page.locator('#announcer').innerText()).toBe('');

    server.show(CANNED.alert);

    await page.locator('#announcer', { hasText: 'New page: A security group' }).waitFor();
  });

  test('a new question brings its conversation to the front', async () => {
    const { page, server, button } = await open(CANNED.alert);

    server.show(CANNED.stolen);

    await page.locator('.message', { hasText: 'support-helper' }).waitFor();
    expect(await button('Dana Reyes').getAttribute('aria-pressed')).toBe('false');
  });

  test('the filter leaves only alerts', async () => {
    const { page, button } = await open(CANNED.alert);

    await button('Only alert').click();

    expect(await page.locator('.call').count()).toBe(1);
    expect(await page.locator('.call').innerText()).toContain('AuthorizeSecurityGroupIngress');
  });

  test('a vendor that fails is named at its panel', async () => {
    const { page } = await open(CANNED.escalated);

    expect(await page.locator('#duo-title').innerText()).toContain('down');
  });

  test('the story invites to act and leads to the button', async () => {
    const { page, button } = await open(CANNED.asked);

    await button('Your turn: answer in Slack').click();

    expect(await page.locator(':focus').innerText()).toBe('Yes, it was me');
    expect(await page.locator('#slack').getAttribute('class')).toContain('hinted');
  });
});
