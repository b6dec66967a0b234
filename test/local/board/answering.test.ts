import { boardWith, CANNED } from './canned-board.ts';
import { inBrowser } from './in-browser.ts';

const open = inBrowser();

describe('answering', () => {
  test.each([
    ['Yes, it was me', 'yes'],
    ['No, not me', 'no'],
    ['I’m not the right person', 'wrong-person'],
  ])('the button “%s” posts the action %s as the person asked', async (label, action) => {
    const { button, posts } = await open(CANNED.asked);

    await button(label).click();

    expect(await posts(1)).toEqual([
      { path: '/api/slack/actions', body: { messageId: 'message-dana', action, user: 'U0DANA' } },
    ]);
  });

  test.each([
    ['Approve', 'approve'],
    ['Deny', 'deny'],
    ['Report fraud', 'fraud'],
  ])('the phone’s button “%s” posts the result %s', async (label, result) => {
    const { button, posts } = await open(CANNED.confirming);

    await button(label).click();

    expect(await posts(1)).toEqual([
      { path: '/api/duo/pushes/11111111-2222-4333-8444-555555555555', body: { result } },
    ]);
  });

  test('a refused answer is told beside the conversation', async () => {
    const { page, server, button } = await open(CANNED.asked);
    server.answerWith(409, { error: 'Only the person asked may answer.' });

    await button('Yes, it was me').click();

    await page.locator('#slack-said', { hasText: 'Only the person asked may answer.' }).waitFor();
  });

  test('a message whose blocks bring no buttons gets buttons for its actions', async () => {
    const [message] = CANNED.asked.state.messages;
    const { button, posts } = await open(
      boardWith({ state: { messages: message ? [{ ...message, blocks: [] }] : [] } }),
    );

    await button('Wrong person').click();

    expect(await posts(1)).toMatchObject([{ body: { action: 'wrong-person' } }]);
  });

  test('the keyboard alone answers in Slack and on the phone', async () => {
    const { page, server, button, posts } = await open(CANNED.asked);
    await page.keyboard.press('a');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await posts(1);

    server.show(CANNED.confirming);
    await button('Approve').waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Space');

    expect((await posts(2)).map(({ body }) => body)).toEqual([
      { messageId: 'message-dana', action: 'no', user: 'U0DANA' },
      { result: 'approve' },
    ]);
  });

  test('Tab reaches the button of the question', async () => {
    const { page } = await open(CANNED.asked);

    const reached: string[] = [];
    for (let presses = 0; presses < 80 && reached.at(-1) !== 'Yes, it was me'; presses += 1) {
      await page.keyboard.press('Tab');
      reached.push(await page.locator(':focus').innerText());
    }

    expect(reached.at(-1)).toBe('Yes, it was me');
  });

  test('somebody else than the person asked can press the button', async () => {
    const { page, button, posts } = await open(CANNED.asked);
    await button('What if…').click();
    await page.getByLabel('Buttons in Slack are pressed by').selectOption('Priya Nair');
    await page.keyboard.press('Escape');

    await button('Yes, it was me').click();

    expect(await posts(1)).toMatchObject([{ body: { user: 'U0PRIYA' } }]);
  });

  test('the way to what waits leads to a question in another conversation', async () => {
    const { page, button } = await open(CANNED.stolen);
    await button('Dana Reyes').click();

    await page.keyboard.press('a');

    expect(await page.locator(':focus').innerText()).toBe('Yes, it was me');
    expect(await page.locator('.message').innerText()).toContain('support-helper');
  });
});
