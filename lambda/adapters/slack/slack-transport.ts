import type { FetchFunction } from '@slack/web-api';
import { isObject, parseJson } from '../../cloudtrail/json.ts';
import type { Fetch, HttpAnswer } from '../http/exchange.ts';
import { exchange } from '../http/exchange.ts';
import { retryAfterMs } from '../http/retry-after.ts';

/**
 * The `fetch` that Slack's client is given: ends within `timeoutMs`, body included, and hands on only answers the
 * client reads correctly. The client would take a page of HTML for an error of Slack's, and a 429 without
 * `Retry-After` for an unknown failure. Everything else throws, which the client wraps in its `WebAPIRequestError`.
 *
 * The client's own `timeout` stays unset: it ends with the headers, and starts late when requests queue.
 */
export function slackTransport(fetch: Fetch, timeoutMs: number): FetchFunction {
  return async (url, init) => {
    const body = init?.body;
    if (typeof body !== 'string') throw new Error('only url-encoded requests are sent to Slack');
    const request = { method: 'POST', url: String(url), headers: init?.headers ?? {}, body } as const;
    return responseOf(await exchange(fetch, request, AbortSignal.timeout(timeoutMs)), timeoutMs);
  };
}

function responseOf(answer: HttpAnswer, timeoutMs: number): Response {
  switch (answer.kind) {
    case 'silent':
      throw new Error(`no answer within ${timeoutMs / 1_000} s`);
    case 'failed':
      throw new Error(answer.reason);
    case 'answered':
      return readable(answer);
    default: {
      const unreachable: never = answer;
      return unreachable;
    }
  }
}

/** Slack answers 200 or 429; any other status comes from something on the way. */
function readable(answer: Extract<HttpAnswer, { kind: 'answered' }>): Response {
  if (answer.status === 429) {
    const seconds = Math.ceil(retryAfterMs(answer.headers) / 1_000);
    return new Response('{}', { status: 429, headers: { 'retry-after': String(seconds) } });
  }
  if (answer.status !== 200) throw new Error(`HTTP status ${answer.status}`);
  const json = parseJson(answer.body);
  if (!json.ok || !isObject(json.value)) throw new Error('an answer that is no JSON object');
  return new Response(answer.body, { status: 200, headers: { 'content-type': 'application/json' } });
}
