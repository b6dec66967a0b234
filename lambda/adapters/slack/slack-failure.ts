import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import type { Outcome } from '../../ports/outcome.ts';
import { reasonOf } from '../http/reason.ts';

/** Errors by which Slack says that it is at fault. (Slack's reference of `chat.postMessage`, "Errors".) */
const SLACK_AT_FAULT = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);
/** Errors by which Slack throttles without a 429. */
const SLACK_THROTTLES = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
/** What to wait when Slack throttles in words: its limits count per minute. Milliseconds. */
const THROTTLED_IN_WORDS_MS = 60_000;

/** What a call that threw comes to. Total: an unknown error counts as an answer that could not be read. */
export function slackFailure(method: string, error: unknown, token: string): Outcome<never> {
  const said = (text: string) => reasonOf(`Slack ${method}: ${text}`, [token]);
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'throttled', retryAfterMs: error.retryAfter * 1_000 };
  }
  if (error instanceof WebAPIPlatformError) {
    const code: unknown = error.data.error;
    if (typeof code !== 'string' || code === '')
      return { kind: 'transient', reason: said('refused without saying why') };
    if (SLACK_THROTTLES.has(code)) return { kind: 'throttled', retryAfterMs: THROTTLED_IN_WORDS_MS };
    const details = error.data.response_metadata?.messages ?? [];
    const reason = said([code, ...details].join(' '));
    return { kind: SLACK_AT_FAULT.has(code) ? 'transient' : 'permanent', reason };
  }
  if (error instanceof WebAPIRequestError) return { kind: 'transient', reason: said(error.original.message) };
  return { kind: 'transient', reason: said('an answer that could not be read') };
}
