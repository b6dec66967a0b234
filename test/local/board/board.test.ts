import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Board } from '../../../local/board/board-types.ts';
import { launchBrowser } from './browser.ts';
import { boardWith, CANNED, crowded } from './canned-board.ts';
import { type CannedServer, startCannedServer } from './canned-server.ts';

const FOLDER = path.resolve(__dirname, '../../../local/board');
/** Starting the browser unpacks it first, once per machine. */
const STARTING_MS = 60_000;
const PATIENCE_MS = 20_000;
/** What Chromium itself writes about an answer of the server. */
const EXPECTED = /ERR_CONNECTION|status of 4\d\d/;

let browser: Browser;
let server: CannedServer;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
}, STARTING_MS);

afterAll(async () => {
  await browser.close();
}, STARTING_MS);

async function open(board: Board, options: { colorScheme?: 'light' | 'dark'; width?: number } = {}) {
  server = await startCannedServer(board, FOLDER);
  page = await browser.newPage({
    viewport: { width: options.width ?? 1400, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(PATIENCE_MS);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  await page.goto(server.url);
  await page.getByText('received').waitFor();
}

afterEach(async () => {
  await page.close();
  await server.close();
  expect(complaints).toEqual([]);
}, STARTING_MS);

/** Waits until the page has posted this many times. */
async function posts(count: number) {
  while (server.posted.length < count) await new Promise((again) => setTimeout(again, 20));
  return server.posted;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('answering', () => {
  test.each([
    ['Yes, it was me', 'yes'],
    ['No, not me', 'no'],
    ['I’m not the right person', 'wrong-person'],
  ])('the button “%s” posts the action %s as the person asked', async (label, action) => {
    await open(CANNED.asked);

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
    await open(CANNED.confirming);

    await button(label).click();

    expect(await posts(1)).toEqual([
      { path: '/api/duo/pushes/11111111-2222-4333-8444-555555555555', body: { result } },
    ]);
  });

  test('a refused answer is told beside the conversation', async () => {
    await open(CANNED.asked);
    server.answerWith(409, { error: 'Only the person asked may answer.' });

    await button('Yes, it was me').click();

    await page.locator('#slack-said', { hasText: 'Only the person asked may answer.' }).waitFor();
  });

  test('a message whose blocks bring no buttons gets buttons for its actions', async () => {
    const [message] = CANNED.asked.state.messages;
    await open(boardWith({ state: { messages: message ? [{ ...message, blocks: [] }] : [] } }));

    await button('Wrong person').click();

    expect(await posts(1)).toMatchObject([{ body: { action: 'wrong-person' } }]);
  });

  test('the keyboard alone answers in Slack and on the phone', async () => {
    await open(CANNED.asked);
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
    await open(CANNED.asked);

    const reached: string[] = [];
    for (let presses = 0; presses < 80 && reached.at(-1) !== 'Yes, it was me'; presses += 1) {
      await page.keyboard.press('Tab');
      reached.push(await page.locator(':focus').innerText());
    }

    expect(reached.at(-1)).toBe('Yes, it was me');
  });

  test('somebody else than the person asked can press the button', async () => {
    await open(CANNED.asked);
    await button('What if…').click();
    await page.getByLabel('Buttons in Slack are pressed by').selectOption('Priya Nair');
    await page.keyboard.press('Escape');

    await button('Yes, it was me').click();

    expect(await posts(1)).toMatchObject([{ body: { user: 'U0PRIYA' } }]);
  });
});

describe('what is shown', () => {
  test('a verified case shows its outcome and has no buttons left', async () => {
    await open(CANNED.verified);

    expect(await page.locator('.case').innerText()).toContain('Verified');
    expect(await page.locator('.message .outcome').innerText()).toBe('Verified');
    expect(await page.locator('#phone').innerText()).toContain('Approved');
    expect(await page.locator('[data-do="answer"]').count()).toBe(0);
  });

  test('an escalated case names its cause, and the page says what to do', async () => {
    await open(CANNED.escalated);

    expect(await page.locator('.case.escalated').innerText()).toContain('Escalated: answered no');
    expect(await page.locator('.incident').first().innerText()).toContain('Deactivate the key');
    expect(await page.locator('#quarantine summary').innerText()).toBe('1 message in quarantine');
  });

  test('hostile text is shown as text, wherever it comes from', async () => {
    const evil = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
    const sly = '<javascript:alert(1)|click>';
    await open(hostile(evil, sly));

    expect(await page.locator('main img, main script, main a').count()).toBe(0);
    expect(await page.title()).toBe('Countersign');
    for (const panel of ['.call', '.message', '.incident', '.case', '#phone', '.told']) {
      expect(await page.locator(panel).first().innerText()).toContain('<img src=x');
    }
    expect(await page.locator('.message').innerText()).toContain(sly);
  });

  test('a new page is announced, an old one is not', async () => {
    await open(CANNED.verified);
    expect(await page.locator('#announcer').innerText()).toBe('');

    server.show(CANNED.alert);

    await page.locator('#announcer', { hasText: 'New page: A security group' }).waitFor();
  });

  test('a new question brings its conversation to the front', async () => {
    await open(CANNED.alert);

    server.show(CANNED.stolen);

    await page.locator('.message', { hasText: 'support-helper' }).waitFor();
    expect(await button('Dana Reyes').getAttribute('aria-pressed')).toBe('false');
  });

  test('the filter leaves only alerts', async () => {
    await open(CANNED.alert);

    await button('Only alert').click();

    expect(await page.locator('.call').count()).toBe(1);
    expect(await page.locator('.call').innerText()).toContain('AuthorizeSecurityGroupIngress');
  });

  test('a vendor that fails is named at its panel', async () => {
    await open(CANNED.escalated);

    expect(await page.locator('#duo-title').innerText()).toContain('down');
  });

  test('the story invites to act and leads to the button', async () => {
    await open(CANNED.asked);

    await button('Your turn: answer in Slack').click();

    expect(await page.locator(':focus').innerText()).toBe('Yes, it was me');
    expect(await page.locator('#slack').getAttribute('class')).toContain('hinted');
  });
});

describe('staying where the reader is', () => {
  test('an update keeps focus, opened details and scroll position', async () => {
    await open(crowded(200));
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
    await open(CANNED.asked);
    await button('Yes, it was me').focus();

    server.show(CANNED.confirming);
    await page.locator('.message', { hasText: 'Approve the push' }).waitFor();

    expect(await page.locator(':focus').getAttribute('data-key')).toBe('message-dana');
  });

  test('updates of a full board do not hold up the page', async () => {
    await open(crowded(200));
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

describe('the server', () => {
  test('an unchanged board is asked for with its ETag and not sent again', async () => {
    await open(CANNED.asked);

    while (server.unchanged() < 2) await page.waitForTimeout(50);

    expect(await page.locator('.message').count()).toBe(1);
  });

  test('a server that is gone is told, and its return goes on by itself', async () => {
    await open(CANNED.asked);
    const { url } = server;
    await server.close();
    await page.getByRole('alert').getByText('The server is gone').waitFor();

    server = await startCannedServer(CANNED.verified, FOLDER, Number(new URL(url).port));

    await page.locator('.message .outcome', { hasText: 'Verified' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('what if', () => {
  test('outage, clock and drain are posted', async () => {
    await open(CANNED.asked);
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
    await open(CANNED.empty);
    server.answerWith(400, { error: 'the body is no JSON' });
    await button('Send a call of your own').click();

    await page.getByLabel('A CloudTrail record, or several').fill('{"eventName": ');
    await button('Send').click();

    expect(await posts(1)).toEqual([{ path: '/api/calls', body: '{"eventName": ' }]);
    await page.locator('#what-if output', { hasText: 'the body is no JSON' }).waitFor();
  });

  test('Escape closes the drawer and gives the focus back', async () => {
    await open(CANNED.asked);
    await button('What if…').click();

    await page.keyboard.press('Escape');

    expect(await page.locator('#what-if').isHidden()).toBe(true);
    expect(await page.locator(':focus').innerText()).toBe('What if…');
  });
});

describe('looks', () => {
  const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');

  test('light and dark follow the system, and the button overrides it for good', async () => {
    await open(CANNED.asked, { colorScheme: 'dark' });
    const dark = await background();

    await page.keyboard.press('t');
    const light = await background();
    await page.reload();

    expect(light).not.toBe(dark);
    expect(await background()).toBe(light);
  });

  test.each([380, 900, 1400, 2200])('nothing is wider than a window of %i px', async (width) => {
    await open(CANNED.stolen, { width });

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});

/** A board in which every text is hostile. */
function hostile(evil: string, sly: string): Board {
  const [call] = CANNED.asked.recent;
  const [one] = CANNED.asked.cases;
  const [push] = CANNED.confirming.state.pushes;
  const [incident] = CANNED.alert.state.incidents;
  const [message] = CANNED.asked.state.messages;
  if (!(call && one && push && incident && message)) throw new Error('the canned boards lack a part');
  return boardWith({
    story: { title: evil, caption: evil, step: 1, of: 2, hint: null, finished: false },
    recent: [{ ...call, severity: 'alert', eventName: evil, principal: evil, reason: evil, eventID: evil }],
    cases: [{ ...one, id: evil, person: evil, state: 'escalated', cause: evil }],
    users: {},
    state: {
      messages: [
        {
          ...message,
          person: evil,
          text: evil,
          thread: [{ text: evil, blocks: [] }],
          blocks: [
            { type: 'section', text: { type: 'mrkdwn', text: `${evil} ${sly}` } },
            { type: 'header', text: { type: 'plain_text', text: evil } },
          ],
        },
      ],
      pushes: [{ ...push, person: evil, info: { [evil]: evil } }],
      incidents: [
        { ...incident, summary: evil, dedupKey: evil, details: { [evil]: [evil, { [evil]: evil }] } },
      ],
      quarantine: [{ reason: evil, body: evil }],
    },
  });
}
