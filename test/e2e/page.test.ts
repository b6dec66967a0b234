import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../local/board/browser.ts';
import { aboutPerson, only } from './client.ts';
import { createUser, openSecurityGroup } from './records.ts';
import { type Run, runsOfThisFile } from './start.ts';

const runs = runsOfThisFile();
/** The first start on a machine unpacks the browser. */
const STARTING_MS = 120_000;

let browser: Browser;
let run: Run;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [browser, run] = await Promise.all([launchBrowser(), runs.start('--idle', '--every', '1h')]);
}, STARTING_MS);

afterAll(() => browser.close(), STARTING_MS);

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(run.url);
});

afterEach(async () => {
  await page.close();
  expect(complaints.splice(0)).toEqual([]);
});

/** Tab by Tab to the button, then Enter. */
async function pressWithKeyboard(name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.waitFor();
  await page.keyboard.press('a');
  for (let tabs = 0; tabs < 10 && !(await button.evaluate((each) => each.matches(':focus'))); tabs++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
}

async function caseOf(email: string) {
  return only(aboutPerson(await run.state(), email).cases);
}

test('with the keyboard alone a burst is asked about, answered, approved, and shown as verified', async () => {
  await run.happen(...Array.from({ length: 40 }, () => createUser('ana@example.com')));
  await page.locator('#slack').getByText('40 API calls').waitFor();

  await pressWithKeyboard('Yes, it was me');
  await page
    .locator('#duo')
    .getByText((await caseOf('ana@example.com')).code, { exact: true })
    .waitFor();
  await pressWithKeyboard('Approve');
  await page.locator('#slack').getByText('Thank you: confirmed').waitFor();

  await page.locator('#cases').getByText('Verified', { exact: true }).last().waitFor();
  expect((await caseOf('ana@example.com')).state).toBe('verified');
  expect(await page.locator('#pagerduty').innerText()).toContain('Nobody was paged');
});

test('a no opens an incident that the page shows with its cause', async () => {
  await run.happen(createUser('chris@example.com'));
  await page.getByRole('button', { name: 'No, not me', exact: true }).click();

  await page.locator('#pagerduty').getByText('chris@example.com says it was not them').first().waitFor();
  expect((await caseOf('chris@example.com')).cause).toBe('no');
});

test('a call that alerts is an incident without anybody being asked', async () => {
  await run.happen(openSecurityGroup('ben@example.com', '0.0.0.0/0'));

  await page.locator('#pagerduty').getByText('AuthorizeSecurityGroupIngress').first().waitFor();
  expect(await page.locator('#slack').innerText()).not.toContain('Ben');
});

test('what the page draws comes from the run: without a drain a published call is not shown', async () => {
  await run.publish(createUser('unseen@example.com'));
  await page.waitForTimeout(1_500);
  expect(await page.locator('#calls').innerText()).not.toContain('unseen@example.com');

  await run.drain();
  await page.locator('#calls').getByText('unseen@example.com').first().waitFor();
});
