import { request as httpRequest } from 'node:http';
import { aboutPerson, only } from './client.ts';
import { createUser } from './records.ts';
import { type Run, runsOfThisFile } from './start.ts';

const runs = runsOfThisFile();
let run: Run;

beforeAll(async () => {
  run = await runs.start('--idle', '--every', '1h');
});

const json = (value: unknown) => JSON.stringify(value);

describe('bad input is refused with one line that says what is wrong', () => {
  test.each<[string, string, string | undefined, number, RegExp]>([
    ['calls that are no JSON', '/api/calls', '{"a":', 400, /^body: .*JSON/],
    ['no calls at all', '/api/calls', '', 400, /^body: /],
    [
      'calls that are a number',
      '/api/calls',
      '7',
      400,
      /^record 1: 7, expected a CloudTrail record or an event$/,
    ],
    [
      'a list with a text among the calls',
      '/api/calls',
      json([createUser('a@example.com'), 'x']),
      400,
      /^record 2: "x", /,
    ],
    [
      'a record list that is none',
      '/api/calls',
      json({ Records: 'none' }),
      400,
      /^Records: "none", expected a list$/,
    ],
    ['an empty message', '/api/queue', '', 400, /^body: empty/],
    ['a message longer than SQS takes', '/api/queue', 'x'.repeat(1_048_577), 413, /^body: 1048577 bytes/],
    ['an answer that is no JSON', '/api/slack/actions', 'yes', 400, /^body: /],
    ['an answer that is a list', '/api/slack/actions', '[]', 400, /^body: \[\], expected an object$/],
    [
      'an unknown action',
      '/api/slack/actions',
      json({ messageId: 'x', action: 'maybe', user: 'U' }),
      400,
      /^action: "maybe", expected yes, no, wrong-person, not-me$/,
    ],
    ['an answer to nothing', '/api/slack/actions', json({ action: 'yes', user: 'U' }), 400, /^messageId: /],
    ['an answer of nobody', '/api/slack/actions', json({ messageId: 'x', action: 'yes' }), 400, /^user: /],
    [
      'an answer to an unknown message',
      '/api/slack/actions',
      json({ messageId: 'x', action: 'yes', user: 'U' }),
      404,
      /^no message x/,
    ],
    [
      'an unknown result of a push',
      '/api/duo/pushes/push-0001',
      json({ result: 'perhaps' }),
      400,
      /^result: "perhaps", expected approve, deny, fraud, timeout$/,
    ],
    [
      'the answer to an unknown push',
      '/api/duo/pushes/nope',
      json({ result: 'deny' }),
      404,
      /^no push nope is waiting$/,
    ],
    ['no duration', '/api/clock', '{}', 400, /^advance: nothing, expected a duration such as "16m"$/],
    ['a duration that is none', '/api/clock', json({ advance: 'soon' }), 400, /^advance: "soon"/],
    ['a duration backwards', '/api/clock', json({ advance: '-5m' }), 400, /^advance: "-5m"/],
    [
      'an unknown vendor',
      '/api/outage',
      json({ vendor: 'email', mode: 'down' }),
      400,
      /^vendor: "email", expected slack, duo, pagerduty$/,
    ],
    [
      'an unknown outage',
      '/api/outage',
      json({ vendor: 'duo', mode: 'sad' }),
      400,
      /^mode: "sad", expected up, down, slow, throttled, garbage$/,
    ],
    ['an unknown route', '/api/nothing', '{}', 404, /^POST \/api\/nothing: /],
  ])('%s', async (_name, path, body, status, words) => {
    const reply = await run.request('POST', path, body);

    expect(reply).toMatchObject({ status, type: expect.stringMatching(/^application\/json/) });
    expect(reply.json).toEqual({ error: expect.stringMatching(words) });
    expect(json(reply.json)).not.toMatch(/\\n/);
  });

  test('and changes nothing: no call was received and none is in the queue', async () => {
    await run.drain();
    expect((await run.state()).calls.received).toBe(0);
  });
});

test.each([
  ['PUT', '/api/calls', 'POST'],
  ['GET', '/api/drain', 'POST'],
  ['DELETE', '/api/duo/pushes/push-0001', 'POST'],
  ['POST', '/api/state', 'GET'],
])('%s %s is told that it takes %s', async (method, path, expected) => {
  const { status, json: body } = await run.request(method, path);
  expect(status).toBe(405);
  expect(body).toEqual({ error: `${method} ${path}: expected ${expected}` });
});

/** A request with any header, also those that `fetch` sets itself. */
function raw(path: string, headers: Readonly<Record<string, string>>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(run.url + path, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end();
  });
}

describe('only the page itself and programs on this machine are served', () => {
  test.each([
    ['another host', { host: 'attacker.example.com' }],
    ['a host that begins like ours', { host: '127.0.0.1.example.com' }],
    ['the page of another site', { origin: 'https://attacker.example.com' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another server on this machine', { origin: 'http://127.0.0.1:1' }],
  ])('not %s', async (_name, headers: Readonly<Record<string, string>>) => {
    expect(await raw('/api/state', headers)).toBe(403);
    expect(await raw('/api/drain', headers, 'POST')).toBe(403);
  });

  test('the page itself, under any name of this machine', async () => {
    const { host, port } = new URL(run.url);
    expect(await raw('/api/state', { origin: run.url })).toBe(200);
    expect(await raw('/api/state', { host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(
      200,
    );
    expect(await raw('/api/state', { host })).toBe(200);
  });
});

test('a message is taken whatever it is and whatever it is said to be', async () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x80]);
  expect((await run.request('POST', '/api/queue', bytes)).status).toBe(200);
  expect((await run.request('POST', '/api/queue', ' ')).status).toBe(200);
  await run.drain();
  expect((await run.state()).calls).toMatchObject({ received: 2, quarantined: 2 });
});

test('answers that come at the same moment are one answer', async () => {
  const email = 'hasty@example.com';
  await run.happen(createUser(email));
  const message = only(aboutPerson(await run.state(), email).messages);
  const user = message.user ?? '';
  await Promise.all([
    run.click(message.id, 'no', user),
    run.click(message.id, 'no', user),
    run.click(message.id, 'no', 'USTRANGER01'),
  ]);
  await run.drain();

  const { cases, incidents } = aboutPerson(await run.state(), email);
  expect(only(cases)).toMatchObject({ state: 'escalated', cause: 'no' });
  expect(only(incidents).events).toBe(1);
});
