import { aboutPerson, accountOf, only } from './client.ts';
import { call, createUser, OTHER_ACCOUNT } from './records.ts';
import { type Run, runsOfThisFile } from './start.ts';

const runs = runsOfThisFile();
let run: Run;

beforeAll(async () => {
  run = await runs.start('--idle', '--every', '1h');
});

afterEach(async () => {
  const { received, accounted } = accountOf(await run.state());
  expect(accounted).toBe(received);
});

/** What the state shows of that person now. */
async function about(email: string) {
  return aboutPerson(await run.state(), email);
}

/** The person made a call, was asked, and pressed a button. */
async function asked(email: string) {
  await run.happen(createUser(email));
  const message = only((await about(email)).messages);
  return { messageId: message.id, user: message.user ?? '' };
}

async function answered(email: string, action: 'yes' | 'no' | 'wrong-person') {
  const { messageId, user } = await asked(email);
  await run.click(messageId, action, user);
  return { messageId, user };
}

/** The person said yes and now looks at the push. */
async function pushed(email: string): Promise<string> {
  await answered(email, 'yes');
  return only((await about(email)).pushes).txid;
}

test('200 calls of one engineer in one drain are one Slack message, and one yes with its push verifies them', async () => {
  const burst = Array.from({ length: 200 }, (_, index) =>
    createUser('burst@example.com', index % 2 === 0 ? {} : { account: OTHER_ACCOUNT }),
  );
  await run.happen(...burst);

  const { cases, messages } = await about('burst@example.com');
  const message = only(messages);
  expect(only(cases)).toMatchObject({ state: 'asked', messageId: message.id });
  expect(new Set(only(cases).calls)).toEqual(new Set(burst.map((record) => record['eventID'])));
  expect(only(cases).calls).toHaveLength(200);
  expect(message).toMatchObject({ buttons: ['yes', 'no', 'wrong-person'], caseId: only(cases).id });

  await run.click(message.id, 'yes', message.user ?? '');
  const confirming = await about('burst@example.com');
  const push = only(confirming.pushes);
  expect(only(confirming.cases).state).toBe('confirming');
  expect(push).toMatchObject({ state: 'waiting', code: only(confirming.cases).code });

  await run.phone(push.txid, 'approve');
  const after = await about('burst@example.com');
  expect(only(after.cases)).toMatchObject({ state: 'verified', cause: null });
  expect(only(after.messages).buttons).toEqual([]);
  expect(after.incidents).toEqual([]);
});

test('a yes alone verifies nothing', async () => {
  await pushed('alone@example.com');
  await run.drain();

  expect(only((await about('alone@example.com')).cases).state).toBe('confirming');
});

describe('ends in one page that names the cause', () => {
  const expectPage = async (email: string, cause: string, words: RegExp) => {
    await run.drain();
    const { cases, messages, incidents } = await about(email);
    expect(only(cases)).toMatchObject({ state: 'escalated', cause });
    expect(only(incidents)).toMatchObject({ events: 1, details: { cause, person: email } });
    expect(only(incidents).summary).toMatch(words);
    expect(only(messages).buttons).toEqual([]);
  };

  test('no', async () => {
    await answered('no@example.com', 'no');
    await expectPage('no@example.com', 'no', /no@example\.com says it was not them/);
  });

  test('wrong person', async () => {
    await answered('wrong@example.com', 'wrong-person');
    await expectPage('wrong@example.com', 'wrong-person', /wrong person/);
  });

  test('a denied push', async () => {
    await run.phone(await pushed('denied@example.com'), 'deny');
    await expectPage('denied@example.com', 'push-denied', /the Duo push was denied/);
  });

  test('a push reported as fraud', async () => {
    await run.phone(await pushed('fraud@example.com'), 'fraud');
    await expectPage('fraud@example.com', 'push-fraud', /reported as fraud/);
    expect(only((await about('fraud@example.com')).incidents).severity).toBe('critical');
  });

  test('a push that times out, and the one that is sent again', async () => {
    const first = await pushed('late@example.com');
    await run.phone(first, 'timeout');
    const second = (await about('late@example.com')).pushes.at(-1)?.txid ?? '';
    expect(second).not.toBe(first);
    await run.phone(second, 'timeout');
    await expectPage('late@example.com', 'push-timeout', /never approved/);
  });
});

test('who clicks for somebody else is refused politely, and nothing changes', async () => {
  const { messageId } = await asked('owner@example.com');
  await run.click(messageId, 'yes', 'USTRANGER01');

  const { cases, messages, pushes, whispers } = await about('owner@example.com');
  expect(only(cases).state).toBe('asked');
  expect(only(messages).buttons).toEqual(['yes', 'no', 'wrong-person']);
  expect(pushes).toEqual([]);
  expect(whispers.at(-1)).toMatchObject({ user: 'USTRANGER01' });
  expect(whispers.at(-1)?.text).toMatch(/only|person asked|somebody else/i);
});

test('a second click changes nothing and is told so', async () => {
  const { messageId, user } = await answered('twice@example.com', 'yes');
  const txid = only((await about('twice@example.com')).pushes).txid;
  await run.phone(txid, 'approve');

  await run.click(messageId, 'no', user);

  const { cases, messages, incidents, whispers } = await about('twice@example.com');
  expect(only(cases).state).toBe('verified');
  expect(only(messages).text).toMatch(/confirmed|verified|thank/i);
  expect(incidents).toEqual([]);
  expect(whispers.at(-1)).toMatchObject({ user });
});

test('the calls of a second network are a question of their own', async () => {
  const email = 'travels@example.com';
  await run.happen(createUser(email), createUser(email, { from: '203.0.113.9' }), createUser(email));

  const { cases, messages } = await about(email);
  expect(cases.map(({ calls }) => calls.length).toSorted()).toEqual([1, 2]);
  expect(messages).toHaveLength(2);

  const ours = cases.find(({ calls }) => calls.length === 2);
  const message = messages.find(({ caseId }) => caseId === ours?.id);
  await run.click(message?.id ?? '', 'yes', message?.user ?? '');
  await run.phone(only((await about(email)).pushes).txid, 'approve');
  expect((await about(email)).cases.map(({ state }) => state).toSorted()).toEqual(['asked', 'verified']);
});

test('a call that arrives while its question is open joins it, and the message shows it', async () => {
  const email = 'grows@example.com';
  const { messageId } = await asked(email);
  await run.happen(call({ by: email, event: 'PutUserPolicy', request: { userName: 'x', policyName: 'y' } }));

  const { cases, messages } = await about(email);
  expect(only(cases).calls).toHaveLength(2);
  expect(only(messages).id).toBe(messageId);
  expect(only(messages).text).toContain('PutUserPolicy');
});

test('a call that arrives after the yes is not covered by it: it is asked about anew', async () => {
  const email = 'more@example.com';
  const txid = await pushed(email);
  await run.happen(createUser(email));
  expect(only((await about(email)).messages).buttons).toEqual([]);

  await run.phone(txid, 'approve');
  await run.drain();

  const { cases, messages } = await about(email);
  expect(cases.map(({ state }) => state)).toEqual(['verified', 'asked']);
  expect(cases.map(({ calls }) => calls.length)).toEqual([1, 1]);
  expect(messages).toHaveLength(2);
});

test('silence past the deadline is reminded of, then paged', async () => {
  const email = 'silent@example.com';
  await asked(email);
  await run.advance('8m');
  await run.drain();
  expect(only((await about(email)).messages).thread).toHaveLength(1);

  await run.advance('8m');
  await run.drain();
  await run.drain();

  const { cases, messages, incidents } = await about(email);
  expect(only(cases)).toMatchObject({ state: 'escalated', cause: 'silence' });
  expect(only(messages).buttons).toEqual([]);
  expect(only(incidents)).toMatchObject({ events: 1, details: { cause: 'silence' } });
});

test('without a drain nothing happens', async () => {
  await run.publish(createUser('undrained@example.com'));

  const before = await about('undrained@example.com');
  expect(before.cases).toEqual([]);
  expect(before.messages).toEqual([]);

  await run.drain();
  expect(only((await about('undrained@example.com')).cases).state).toBe('asked');
});
