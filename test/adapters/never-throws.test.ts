import fc from 'fast-check';
import { createDuoSecondFactor } from '../../lambda/adapters/duo/duo-second-factor.ts';
import type { Fetch } from '../../lambda/adapters/http/exchange.ts';
import { createPagerDutyPager } from '../../lambda/adapters/pagerduty/pagerduty-pager.ts';
import { createSlackChat } from '../../lambda/adapters/slack/slack-chat.ts';
import { pageWith } from '../contracts/pager.contract.ts';

const SECRET = 'very-secret-very-secret-very-sec';
const SOON_MS = 50;

/** Whatever stands between us and a vendor may answer. */
const anyAnswer = fc.record({
  status: fc.constantFrom(200, 200, 202, 301, 400, 401, 404, 429, 500, 502, 503),
  contentType: fc.constantFrom('application/json', 'text/html', 'application/gzip', ''),
  retryAfter: fc.option(fc.string({ unit: 'grapheme-ascii' }), { nil: null }),
  body: fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(
      'null',
      '[]',
      '"text"',
      `{"ok":false,"error":"bad ${SECRET}"}`,
      `{"ok":false,"error":{"a":"${SECRET}"}}`,
      `{"stat":"FAIL","code":40103,"message":"${SECRET}"}`,
      `{"stat":"OK","response":{"result":"auth","devices":[null,{"capabilities":["push"]}]}}`,
      `{"status":"invalid event","message":"${SECRET}","errors":["${SECRET}",1]}`,
      '{"ok":true,"user":[]}',
      '{"ok":true,"response_metadata":3}',
      '{"ok":false,"error":"x","response_metadata":{"messages":[7]}}',
    ),
  ),
});

/** Text as it may come from a request, half characters included. */
const anyText = fc.string({ unit: 'binary' }).chain((text) => fc.constantFrom(text, `${text}\ud800`));

function callsThrough(fetch: Fetch, text: string): Promise<unknown>[] {
  const slack = createSlackChat({ token: SECRET, fetch, timeoutMs: SOON_MS });
  const keys = { host: 'api-test.duosecurity.com', integrationKey: 'DITEST', secretKey: SECRET };
  const duo = createDuoSecondFactor({
    ...keys,
    namesOf: (email) => [email],
    fetch,
    clock: { now: () => 0 },
    timeoutMs: SOON_MS,
  });
  const pager = createPagerDutyPager({ routingKey: SECRET, region: 'us', fetch, timeoutMs: SOON_MS });
  const message = { text, blocks: [{ type: text }] };
  const at = { channel: text, ts: text };
  return [
    slack.findUser(text),
    slack.post(text, message, at),
    slack.update(at, message),
    slack.whisper(text, text, text),
    duo.start({ person: text, info: { [text]: text } }),
    duo.status(text, 0),
    pager.trigger(
      pageWith({ dedupKey: text, summary: text, source: text, details: { [text]: text }, at: Number.NaN }),
    ),
  ];
}

describe('the vendors’ adapters', () => {
  test('turn any answer to any request into an outcome that names no secret', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswer, anyText, async ({ status, contentType, retryAfter, body }, text) => {
        const headers = {
          'content-type': contentType,
          ...(retryAfter === null ? {} : { 'retry-after': retryAfter }),
        };
        const outcomes = await Promise.all(
          callsThrough(async () => new Response(body, { status, headers }), text),
        );
        for (const outcome of outcomes) {
          expect(outcome).toMatchObject({
            kind: expect.stringMatching(/^(delivered|throttled|transient|permanent)$/),
          });
          expect(JSON.stringify(outcome)).not.toContain(SECRET);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('end in time when fetch never answers, all at once', async () => {
    const started = performance.now();
    const silence = () => new Promise<Response>(() => {});

    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () => callsThrough(silence, 'a@example.com')).flat(),
    );

    expect(performance.now() - started).toBeLessThan(2_000);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ kind: 'transient' });
  });

  test('write nothing to the console', async () => {
    const written: unknown[] = [];
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const spies = methods.map((method) =>
      jest.spyOn(console, method).mockImplementation((...args) => written.push(args)),
    );

    await Promise.all(callsThrough(() => Promise.reject(new Error('down')), ''));

    for (const spy of spies) spy.mockRestore();
    expect(written).toEqual([]);
  });
});
