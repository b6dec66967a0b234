import fc from 'fast-check';
import { createInMemoryQueue } from '../../lambda/adapters/in-memory/queue.ts';
import { createInMemorySecrets } from '../../lambda/adapters/in-memory/secrets.ts';
import type { SlackRequest } from '../../lambda/adapters/slack/read-request.ts';
import { signatureOf } from '../../lambda/adapters/slack/verify-signature.ts';
import type { SlackPorts } from '../../lambda/composition/compose-slack.ts';
import { within } from '../../lambda/composition/within.ts';
import { slackHandler } from '../../lambda/handlers/slack.ts';
import { movableClock } from '../contracts/outage.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const RESPONSE_URL = 'https://hooks.slack.com/actions/T0000000001/1/abc';
const CASE = `${'0123456789abcdef'.repeat(2)}-1`;

function world(changes: Partial<SlackPorts> = {}, signingSecret = SECRET) {
  const clock = movableClock();
  const queue = createInMemoryQueue({ clock, visibilityMs: 1_000 });
  const secrets = createInMemorySecrets({ signing: { signingSecret } });
  const told: { readonly url: string; readonly text: string }[] = [];
  const ports: SlackPorts = {
    verifyQueue: queue,
    clock,
    within,
    tellPrivately: async (url, text) => {
      told.push({ url, text });
      return true;
    },
    signingSecret: () => secrets.read('signing'),
    ...changes,
  };
  return {
    clock,
    told,
    handle: slackHandler(() => ports),
    taken: async () => (await queue.receive(0)).map(({ body }): unknown => JSON.parse(body)),
  };
}

type World = ReturnType<typeof world>;

function click(changes: Readonly<Record<string, unknown>> = {}): string {
  const payload = {
    type: 'block_actions',
    user: { id: 'U0ANA' },
    channel: { id: 'D0ANA' },
    message: { ts: '1.000001' },
    actions: [{ action_id: 'countersign.yes', value: `${CASE}.3` }],
    ...changes,
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

interface Forging {
  readonly secret?: string;
  readonly ageSeconds?: number;
}

function signed(
  { clock }: World,
  body: string,
  { secret = SECRET, ageSeconds = 0 }: Forging = {},
): SlackRequest {
  const timestamp = String(Math.floor(clock.now() / 1_000) - ageSeconds);
  const headers = {
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(secret, timestamp, body),
  };
  return { headers, body, isBase64Encoded: false };
}

describe('a click that Slack signed', () => {
  test('is answered with 200 and handed on', async () => {
    const slack = world();
    expect(await slack.handle(signed(slack, click()))).toEqual({ statusCode: 200, body: '' });
    expect(await slack.taken()).toEqual([
      {
        kind: 'answer',
        caseId: CASE,
        revision: 3,
        answer: 'yes',
        user: 'U0ANA',
        channel: 'D0ANA',
        at: slack.clock.now(),
      },
    ]);
  });

  test('may come base64-encoded: its signature is over the bytes that Slack sent', async () => {
    const slack = world();
    const request = signed(slack, click());
    const body = Buffer.from(request.body ?? '').toString('base64');
    expect(await slack.handle({ ...request, body, isBase64Encoded: true })).toMatchObject({
      statusCode: 200,
    });
    expect(await slack.taken()).toHaveLength(1);
  });

  test.each([
    ['a button that is not ours', click({ actions: [{ action_id: 'other.yes', value: `${CASE}.3` }] })],
    ['a button of no case', click({ actions: [{ action_id: 'countersign.yes', value: 'anything' }] })],
    ['another interaction', click({ type: 'view_closed' })],
    ['no action at all', click({ actions: [] })],
  ])('on %s is taken and leads to nothing', async (_, body) => {
    const slack = world();
    expect(await slack.handle(signed(slack, body))).toEqual({ statusCode: 200, body: '' });
    expect(await slack.taken()).toEqual([]);
  });

  test('with a payload that cannot be read is refused as such', async () => {
    const slack = world();
    for (const body of ['', 'payload=', 'payload=%7B', 'x=1', click({ user: null })]) {
      expect(await slack.handle(signed(slack, body))).toMatchObject({ statusCode: 400 });
    }
    expect(await slack.taken()).toEqual([]);
  });
});

describe('a request that Slack did not sign', () => {
  test.each<readonly [string, (slack: World) => SlackRequest]>([
    ['without a signature', () => ({ headers: {}, body: click(), isBase64Encoded: false })],
    ['signed with another secret', (slack) => signed(slack, click(), { secret: 'another' })],
    ['signed with no secret', (slack) => signed(slack, click(), { secret: '' })],
    ['replayed after six minutes', (slack) => signed(slack, click(), { ageSeconds: 360 })],
    ['from six minutes ahead', (slack) => signed(slack, click(), { ageSeconds: -360 })],
    [
      'whose body was changed',
      (slack) => ({ ...signed(slack, click()), body: click({ user: { id: 'U0EVE' } }) }),
    ],
    [
      'whose body is gone',
      ({ clock, ...slack }) => ({
        headers: signed({ clock, ...slack }, click()).headers,
        isBase64Encoded: false,
      }),
    ],
  ])('%s is refused, and nothing is handed on', async (_, make) => {
    const slack = world();
    expect(await slack.handle(make(slack))).toMatchObject({ statusCode: 401 });
    expect(await slack.taken()).toEqual([]);
  });

  test.each([false, true])('of ten megabytes is refused unread (base64: %s)', async (isBase64Encoded) => {
    const slack = world();
    const body = 'x'.repeat(10_000_000);
    expect(await slack.handle({ ...signed(slack, body), isBase64Encoded })).toMatchObject({
      statusCode: 413,
    });
  });

  test('of any shape is refused', async () => {
    const headers = fc.dictionary(
      fc.constantFrom('x-slack-request-timestamp', 'x-slack-signature', 'content-type'),
      fc.string({ unit: 'binary' }),
    );
    const request = fc.record({
      headers,
      body: fc.string({ unit: 'binary' }),
      isBase64Encoded: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(request, async (given) => {
        const slack = world();
        expect(await slack.handle(given)).toMatchObject({ statusCode: 401 });
        expect(await slack.taken()).toEqual([]);
      }),
    );
  });
});

describe('when something of ours is down', () => {
  test('the secret: the request is refused unread', async () => {
    const slack = world({ signingSecret: async () => ({ kind: 'transient', reason: 'no answer' }) });
    expect(await slack.handle(signed(slack, click()))).toMatchObject({ statusCode: 503 });
  });

  test('the secret is slow: the request is refused in time, and nothing is said in the name of Slack', async () => {
    const slack = world({ signingSecret: () => new Promise(() => {}) });
    expect(await slack.handle(signed(slack, click()))).toMatchObject({ statusCode: 503 });
    expect(slack.told).toEqual([]);
  });

  test.each<readonly [string, () => Promise<void>]>([
    ['fails', () => Promise.reject(new Error('no queue'))],
    ['hangs', () => new Promise(() => {})],
  ])(
    'the queue %s: whoever clicked is asked politely within three seconds to press again',
    async (_, send) => {
      const slack = world({ verifyQueue: { send } });
      const start = performance.now();
      const result = await slack.handle(signed(slack, click({ response_url: RESPONSE_URL })));
      expect(performance.now() - start).toBeLessThan(3_000);
      expect(result).toEqual({ statusCode: 200, body: '' });
      expect(slack.told).toEqual([
        { url: RESPONSE_URL, text: expect.stringContaining('press the button again') },
      ]);
    },
  );

  test('the queue and the way to tell hang: Slack is still answered in time', async () => {
    const hangs = () => new Promise<never>(() => {});
    const slack = world({ verifyQueue: { send: hangs }, tellPrivately: hangs });
    const start = performance.now();
    await slack.handle(signed(slack, click({ response_url: RESPONSE_URL })));
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('a request of nobody is told nothing, however slow the queue', async () => {
    const slack = world({ verifyQueue: { send: () => Promise.reject(new Error('no queue')) } });
    await slack.handle(signed(slack, click({ response_url: RESPONSE_URL }), { secret: 'another' }));
    expect(slack.told).toEqual([]);
  });
});

describe('what else Slack sends', () => {
  const json = (slack: World, value: unknown, forging: Forging = {}) => {
    const request = signed(slack, JSON.stringify(value), forging);
    return { ...request, headers: { ...request.headers, 'content-type': 'application/json; charset=utf-8' } };
  };
  const opened = { type: 'event_callback', event: { type: 'app_home_opened', user: 'U0ANA', tab: 'home' } };

  test('a signed challenge is answered, an unsigned one is not', async () => {
    const slack = world();
    const challenge = {
      type: 'url_verification',
      challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
    };
    expect(await slack.handle(json(slack, challenge))).toEqual({
      statusCode: 200,
      body: challenge.challenge,
    });
    expect(await slack.handle(json(slack, challenge, { secret: 'another' }))).toMatchObject({
      statusCode: 401,
    });
  });

  test('a look at the home is handed over', async () => {
    const slack = world();
    expect(await slack.handle(json(slack, opened))).toEqual({ statusCode: 200, body: '' });
    expect(await slack.taken()).toEqual([{ kind: 'home', user: 'U0ANA' }]);
  });

  test.each([
    ['another tab', { ...opened, event: { ...opened.event, tab: 'messages' } }],
    ['another event', { ...opened, event: { type: 'message', user: 'U0ANA', text: 'yes' } }],
    ['a user that is none', { ...opened, event: { ...opened.event, user: 'U0ANA"' } }],
    [
      'a click as JSON',
      { type: 'block_actions', actions: [{ action_id: 'countersign.yes', value: `${CASE}.3` }] },
    ],
    ['nothing', {}],
  ])('%s leads to nothing', async (_, value) => {
    const slack = world();
    expect(await slack.handle(json(slack, value))).toEqual({ statusCode: 200, body: '' });
    expect(await slack.taken()).toEqual([]);
  });

  test('an event in the form of a form is refused', async () => {
    const slack = world();
    expect(await slack.handle(signed(slack, JSON.stringify(opened)))).toMatchObject({ statusCode: 400 });
    expect(await slack.taken()).toEqual([]);
  });
});

describe('a request re-encoded on the way', () => {
  test.each<readonly [string, (body: string) => string | Buffer]>([
    ['with a byte order mark', (body) => `\ufeff${body}`],
    ['with a trailing byte', (body) => `${body}\n`],
    ['with a NUL behind it', (body) => `${body}\0`],
    ['with the field twice', (body) => `${body}&${body}`],
    ['with blanks written another way', (body) => body.replaceAll('+', '%20').replaceAll('%22', '%2522')],
    ['in UTF-16', (body) => Buffer.from(body, 'utf16le')],
    ['as JSON', (body) => new URLSearchParams(body).get('payload') ?? ''],
  ])('%s is not what Slack signed, and is refused', async (_, change) => {
    const slack = world();
    const request = signed(slack, click());
    const body = Buffer.from(change(request.body ?? '')).toString('base64');
    expect(await slack.handle({ ...request, body, isBase64Encoded: true })).toMatchObject({
      statusCode: 401,
    });
    expect(await slack.taken()).toEqual([]);
  });

  test('signed as it is, a field that comes twice is refused rather than chosen from', async () => {
    const slack = world();
    const body = `${click()}&${click({ user: { id: 'U0EVE' } })}`;
    expect(await slack.handle(signed(slack, body))).toMatchObject({ statusCode: 400 });
    expect(await slack.taken()).toEqual([]);
  });
});

describe('while the signing secret is rotated', () => {
  test.each([
    ['old', `new-secret ${SECRET}`],
    ['new', `${SECRET} old-secret`],
  ])('a click signed with the %s one is taken', async (_, stored) => {
    const slack = world({}, stored);
    expect(await slack.handle(signed(slack, click()))).toMatchObject({ statusCode: 200 });
    expect(await slack.taken()).toHaveLength(1);
  });

  test('the two as one text are no secret', async () => {
    const slack = world({}, `new-secret ${SECRET}`);
    const forged = signed(slack, click(), { secret: `new-secret ${SECRET}` });
    expect(await slack.handle(forged)).toMatchObject({ statusCode: 401 });
  });
});
