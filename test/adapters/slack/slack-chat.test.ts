import { createSlackChat } from '../../../lambda/adapters/slack/slack-chat.ts';

const MESSAGE = { text: 'Was this you?', blocks: [] };

/** A chat whose every request gets this answer, and the requests. */
function chatAnswering(body: string, init: ResponseInit = {}) {
  const requests: { url: string; init: RequestInit }[] = [];
  const chat = createSlackChat({
    token: 'xoxb-1',
    fetch: async (url, request) => {
      requests.push({ url, init: request });
      return new Response(body, init);
    },
  });
  return { chat, requests };
}

describe('Slack’s answers', () => {
  test.each([
    ['ratelimited', { kind: 'throttled', retryAfterMs: 60_000 }],
    ['internal_error', { kind: 'transient', reason: 'Slack chat.postMessage: internal_error' }],
    ['channel_not_found', { kind: 'permanent', reason: 'Slack chat.postMessage: channel_not_found' }],
    ['invalid_auth', { kind: 'permanent', reason: 'Slack chat.postMessage: invalid_auth' }],
  ])('%s comes to its outcome', async (error, outcome) => {
    const { chat } = chatAnswering(JSON.stringify({ ok: false, error }));

    expect(await chat.post('U0ANA', MESSAGE)).toEqual(outcome);
  });

  test('a refusal says which block it is about', async () => {
    const messages = ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'];
    const body = JSON.stringify({ ok: false, error: 'invalid_blocks', response_metadata: { messages } });

    const outcome = await chatAnswering(body).chat.post('U0ANA', MESSAGE);

    expect(outcome).toEqual({
      kind: 'permanent',
      reason: `Slack chat.postMessage: invalid_blocks ${messages[0]}`,
    });
  });

  test('a 429 without Retry-After is still a throttle', async () => {
    const { chat } = chatAnswering('', { status: 429 });

    expect(await chat.findUser('ana@example.com')).toEqual({ kind: 'throttled', retryAfterMs: 60_000 });
  });

  test.each([403, 500, 503, 204])('status %d of something on the way is transient', async (status) => {
    const { chat } = chatAnswering(status === 204 ? (null as never) : 'busy', { status });

    expect(await chat.findUser('ana@example.com')).toEqual({
      kind: 'transient',
      reason: `Slack users.lookupByEmail: HTTP status ${status}`,
    });
  });

  test('a message accepted without saying where is transient: it may stand somewhere', async () => {
    expect(await chatAnswering('{"ok":true}').chat.post('U0ANA', MESSAGE)).toMatchObject({
      kind: 'transient',
    });
  });
});

describe('a request to Slack', () => {
  test('is sent once, whatever comes back', async () => {
    for (const status of [200, 429, 500]) {
      const { chat, requests } = chatAnswering('{}', { status });
      await chat.post('U0ANA', MESSAGE);
      expect(requests).toHaveLength(1);
    }
  });

  test('bears the token in a header, forms the message and lets no link be previewed', async () => {
    const { chat, requests } = chatAnswering('{"ok":true}');

    await chat.post(
      'U0ANA',
      { text: 'a & b', blocks: [{ type: 'divider' }] },
      { channel: 'D0ANA', ts: '1.000001' },
    );

    const [{ url, init } = { url: '', init: {} as RequestInit }] = requests;
    expect(url).toBe('https://slack.com/api/chat.postMessage');
    expect(new Headers(init.headers).get('authorization')).toBe('Bearer xoxb-1');
    expect(Object.fromEntries(new URLSearchParams(String(init.body)))).toEqual({
      channel: 'D0ANA',
      thread_ts: '1.000001',
      text: 'a & b',
      blocks: '[{"type":"divider"}]',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  test('is sent although its text holds half a character', async () => {
    const { chat, requests } = chatAnswering('{"ok":true,"channel":"D0ANA","ts":"1.000001"}');

    const outcome = await chat.post('U0ANA', { text: 'half \ud800', blocks: [] });

    expect(outcome.kind).toBe('delivered');
    expect(new URLSearchParams(String(requests[0]?.init.body)).get('text')).toBe('half \ufffd');
  });

  test('does not wait for others that are not answered', async () => {
    const silence = () => new Promise<Response>(() => {});
    const chat = createSlackChat({ token: 'xoxb-1', fetch: silence, timeoutMs: 300 });
    const started = performance.now();

    await Promise.all(Array.from({ length: 250 }, () => chat.findUser('ana@example.com')));

    expect(performance.now() - started).toBeLessThan(600);
  });
});
