import { isObject, listOf, parseJson, textOf } from '../../cloudtrail/json.ts';
import type { Outcome } from '../../ports/outcome.ts';
import { delivered } from '../../ports/outcome.ts';
import type { Pager } from '../../ports/pager.ts';
import type { Fetch, HttpAnswer } from '../http/exchange.ts';
import { exchange } from '../http/exchange.ts';
import { reasonOf } from '../http/reason.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { resolveEvent, triggerEvent } from './trigger-event.ts';

/** PagerDuty answers within a second or not at all. Milliseconds. */
export const PAGERDUTY_TIMEOUT_MS = 5_000;

/** Where each service region takes events. (PagerDuty, "Service Regions".) */
export const PAGERDUTY_HOSTS = { us: 'events.pagerduty.com', eu: 'events.eu.pagerduty.com' } as const;

export interface PagerDutyOptions {
  /** The integration key of the service that is paged: 32 characters. */
  readonly routingKey: string;
  readonly region: keyof typeof PAGERDUTY_HOSTS;
  readonly fetch: Fetch;
  /** @default PAGERDUTY_TIMEOUT_MS */
  readonly timeoutMs?: number;
}

/** PagerDuty's Events API v2. */
export function createPagerDutyPager(options: PagerDutyOptions): Pager {
  const timeoutMs = options.timeoutMs ?? PAGERDUTY_TIMEOUT_MS;
  const url = `https://${PAGERDUTY_HOSTS[options.region]}/v2/enqueue`;
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const send = async (body: string): Promise<Outcome<void>> => {
    const request = { method: 'POST', url, headers, body } as const;
    const answer = await exchange(options.fetch, request, AbortSignal.timeout(timeoutMs));
    return outcomeOf(answer, timeoutMs, (text) => reasonOf(`PagerDuty: ${text}`, [options.routingKey]));
  };
  return {
    trigger: (page) => send(triggerEvent(options.routingKey, page)),
    resolve: (dedupKey) => send(resolveEvent(options.routingKey, dedupKey)),
  };
}

function outcomeOf(answer: HttpAnswer, timeoutMs: number, said: (text: string) => string): Outcome<void> {
  switch (answer.kind) {
    case 'silent':
      return { kind: 'transient', reason: said(`no answer within ${timeoutMs / 1_000} s`) };
    case 'failed':
      return { kind: 'transient', reason: said(answer.reason) };
    case 'answered':
      return answered(answer, said);
    default: {
      const unreachable: never = answer;
      return unreachable;
    }
  }
}

/** Only 202 is accepted, and only 400 is final: everything else PagerDuty asks to retry. ("Events API v2", "Response Codes & Retry Logic".) */
function answered(
  answer: Extract<HttpAnswer, { kind: 'answered' }>,
  said: (text: string) => string,
): Outcome<void> {
  switch (answer.status) {
    case 202:
      return delivered(undefined);
    case 400:
      return { kind: 'permanent', reason: said(`refused: ${refusal(answer.body)}`) };
    case 429:
      return { kind: 'throttled', retryAfterMs: retryAfterMs(answer.headers) };
    default:
      return { kind: 'transient', reason: said(`HTTP status ${answer.status}`) };
  }
}

function refusal(body: string): string {
  const json = parseJson(body);
  if (!json.ok || !isObject(json.value)) return 'without a reason that could be read';
  const errors = listOf(json.value['errors']).filter((error) => typeof error === 'string');
  return [textOf(json.value['message']) ?? 'no message', ...errors].join('; ');
}
