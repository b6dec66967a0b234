import { aboutPerson, accountOf, type Mode, only, type Vendor } from './client.ts';
import { createUser, openSecurityGroup } from './records.ts';
import { type Run, runsOfThisFile } from './start.ts';

const runs = runsOfThisFile();
/** A slow vendor is waited for in real time: see the last test. */
const QUICK: readonly Mode[] = ['down', 'throttled', 'garbage'];

let slack: Run;
let duo: Run;
let pagerDuty: Run;

beforeAll(async () => {
  const start = () => runs.start('--idle', '--every', '1h');
  [slack, duo, pagerDuty] = await Promise.all([start(), start(), start()]);
});

async function during(run: Run, vendor: Vendor, mode: Mode, happening: () => Promise<void>): Promise<void> {
  await run.outage(vendor, mode);
  try {
    await happening();
  } finally {
    await run.outage(vendor, 'up');
  }
}

/** The deadline passes; what it sets off is done, and done again, as by the next scheduled runs. */
async function deadlinePasses(run: Run): Promise<void> {
  await run.advance('16m');
  for (let drains = 0; drains < 3; drains++) await run.drain();
}

async function about(run: Run, email: string) {
  return aboutPerson(await run.state(), email);
}

async function sayYes(run: Run, email: string): Promise<void> {
  await run.happen(createUser(email));
  const message = only((await about(run, email)).messages);
  await run.click(message.id, 'yes', message.user ?? '');
}

async function expectOnePage(run: Run, email: string, cause: string, words: RegExp): Promise<void> {
  const state = await run.state();
  const { cases, incidents } = aboutPerson(state, email);
  expect(only(cases)).toMatchObject({ state: 'escalated', cause });
  expect(only(incidents)).toMatchObject({ events: 1, details: { cause, person: email } });
  expect(only(incidents).summary).toMatch(words);
  const { received, accounted } = accountOf(state);
  expect(accounted).toBe(received);
}

async function slackFails(mode: Mode): Promise<void> {
  const email = `slack-${mode}@example.com`;
  await during(slack, 'slack', mode, async () => {
    await slack.happen(createUser(email));
    await deadlinePasses(slack);
  });
  await slack.drain();

  await expectOnePage(slack, email, 'unreachable', /could not be asked: Slack did not deliver/);
  expect((await about(slack, email)).messages).toEqual([]);
}

async function duoFails(mode: Mode): Promise<void> {
  const email = `duo-${mode}@example.com`;
  await during(duo, 'duo', mode, async () => {
    await sayYes(duo, email);
    await deadlinePasses(duo);
  });
  await duo.drain();

  await expectOnePage(duo, email, 'second-factor-unreachable', /pressed Yes in Slack, but Duo could not be/);
}

async function pagerDutyFails(mode: Mode): Promise<void> {
  const email = `pager-${mode}@example.com`;
  const paged = async () =>
    (await pagerDuty.state()).incidents.filter((each) => each.details['person'] === email);
  await during(pagerDuty, 'pagerduty', mode, async () => {
    await pagerDuty.happen(openSecurityGroup(email, '0.0.0.0/0'));
    expect(await paged()).toEqual([]);
  });
  await pagerDuty.advance('2m');
  for (let drains = 0; drains < 3; drains++) await pagerDuty.drain();

  expect(await paged()).toMatchObject([{ events: 1, details: { calls: 1, account: '111122223333' } }]);
  const { received, accounted } = accountOf(await pagerDuty.state());
  expect(accounted).toBe(received);
}

test.each(QUICK)('Slack %s: the question ends as one page that says so', slackFails);

test.each(QUICK)('Duo %s: the yes verifies nothing and ends as one page that says so', duoFails);

test.each(QUICK)('PagerDuty %s: the page is sent once it is back, whole, and once', pagerDutyFails);

test('slow vendors do what those do that are down', async () => {
  await Promise.all([slackFails('slow'), duoFails('slow'), pagerDutyFails('slow')]);
});

test('Slack throttled for a moment: the question is asked late, once, and nobody is paged', async () => {
  const email = 'patient@example.com';
  await during(slack, 'slack', 'throttled', () => slack.happen(createUser(email)));
  await slack.advance('1m');
  await slack.drain();

  const { cases, messages, incidents } = await about(slack, email);
  expect(only(cases).state).toBe('asked');
  expect(messages).toHaveLength(1);
  expect(incidents).toEqual([]);
});

test('Slack down once the question is asked: the answer counts all the same', async () => {
  const email = 'answered@example.com';
  await slack.happen(createUser(email));
  const message = only((await about(slack, email)).messages);
  await during(slack, 'slack', 'down', () => slack.click(message.id, 'no', message.user ?? ''));
  await slack.drain();

  await expectOnePage(slack, email, 'no', /says it was not them/);
});

test('Duo down for a moment: the push is sent when it is back', async () => {
  const email = 'retried@example.com';
  await during(duo, 'duo', 'down', () => sayYes(duo, email));
  await duo.advance('1m');
  await duo.drain();
  await until(async () => (await about(duo, email)).pushes.length > 0);
  await duo.phone(only((await about(duo, email)).pushes).txid, 'approve');

  const { cases, incidents } = await about(duo, email);
  expect(only(cases).state).toBe('verified');
  expect(incidents).toEqual([]);
});

test('PagerDuty down when a person says no: the page comes later, and names the cause', async () => {
  const email = 'unheard@example.com';
  await pagerDuty.happen(createUser(email));
  const message = only((await about(pagerDuty, email)).messages);
  await during(pagerDuty, 'pagerduty', 'down', () => pagerDuty.click(message.id, 'no', message.user ?? ''));
  await pagerDuty.drain();

  await expectOnePage(pagerDuty, email, 'no', /says it was not them/);
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 5_000; performance.now() < end && !(await isSo()); );
}
