import { exchange, type Fetch } from '../http/exchange.ts';

/** Where Slack's response URLs lie; any other address in a payload is not asked. */
const RESPONSE_HOSTS: ReadonlySet<string> = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);

/**
 * Tells whoever pressed a button something that nobody else sees, without a token. Slack shows what an HTTP answer to a
 * click says to nobody; this it shows. (Slack, "Handling user interaction", "Message responses".)
 *
 * @returns whether Slack took it
 */
export async function respondPrivately(
  fetch: Fetch,
  responseUrl: string,
  text: string,
  timeoutMs: number,
): Promise<boolean> {
  const url = URL.parse(responseUrl);
  if (url === null || url.protocol !== 'https:' || !RESPONSE_HOSTS.has(url.host)) return false;
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text });
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const request = { method: 'POST', url: url.href, headers, body } as const;
  const answer = await exchange(fetch, request, AbortSignal.timeout(timeoutMs));
  return answer.kind === 'answered' && answer.status === 200;
}
