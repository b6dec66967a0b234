import fc from 'fast-check';
import { createInMemoryQueue } from '../../lambda/adapters/in-memory/queue.ts';
import { createInMemorySecrets } from '../../lambda/adapters/in-memory/secrets.ts';
import type { SlackRequest } from '../../lambda/adapters/slack/read-request.ts';
import { signatureOf } from '../../lambda/adapters/slack/verify-signature.ts';
import type { SlackPorts } from '../../lambda/composition/compose-slack.ts';
import { slackHandler } from '../../lambda/handlers/slack.ts';
import { movableClock } from '../contracts/outage.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const CASE = `${'0123456789abcdef'.repeat(2)}-1`;

function world(changes: Partial<SlackPorts> = {}) {
  const clock = movableClock();
  const queue = createInMemoryQueue({ clock, visibilityMs: 1_000 });
  const secrets = createInMemorySecrets({ signing: { signingSecret: SECRET } });
  const ports: SlackPorts = {
    verifyQueue: queue,
    clock,
    signingSecret: () => secrets.read('signing'),
    ...changes,
  };
  return {
    clock,
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

  test.each<readonly [string, () => Promise<void>]>([
    ['fails', () => Promise.reject(new Error('no queue'))],
    ['hangs', () => new Promise(() => {})],
  ])(
    'the queue %s: whoever clicked is asked politely within three seconds to press again',
    async (_, send) => {
      const slack = world({ verifyQueue: { send } });
      const start = performance.now();
      const result = await slack.handle(signed(slack, click()));
      expect(performance.now() - start).toBeLessThan(3_000);
      expect(result.statusCode).toBe(200);
      expect(JSON.parse(result.body ?? '')).toEqual({
        response_type: 'ephemeral',
        replace_original: false,
        text: expect.stringContaining('press the button again'),
      });
    },
  );
});
