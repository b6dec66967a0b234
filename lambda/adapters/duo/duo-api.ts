import { stringify } from 'node:querystring';
import duoSig from '@duosecurity/duo_api/lib/duo_sig.js';
import type { JsonObject } from '../../cloudtrail/json.ts';
import { isObject, objectOf, parseJson, textOf } from '../../cloudtrail/json.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fetch, HttpAnswer, HttpRequest } from '../http/exchange.ts';
import { exchange } from '../http/exchange.ts';
import { reasonOf } from '../http/reason.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { wellFormedTexts } from '../http/well-formed.ts';

export interface DuoApiOptions {
  /** `api-xxxxxxxx.duosecurity.com`. */
  readonly host: string;
  readonly integrationKey: string;
  readonly secretKey: string;
  readonly fetch: Fetch;
  /** For the `Date` header, which Duo checks. */
  readonly clock: Clock;
}

export interface DuoRequest {
  readonly method: 'GET' | 'POST';
  readonly path: `/auth/v2/${string}`;
  readonly params: Readonly<Record<string, string>>;
}

export type DuoAnswer =
  | { readonly kind: 'ok'; readonly response: JsonObject }
  /** Duo understood and refused; `code` as in Duo's reference, such as 40002 for bad parameters. */
  | { readonly kind: 'refused'; readonly code: number; readonly detail: string; readonly reason: string }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  /** The deadline passed. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'transient'; readonly reason: string };

/** One signed request; ends by `deadline`; never throws. */
export type DuoCall = (request: DuoRequest, deadline: AbortSignal) => Promise<DuoAnswer>;

/** Duo's signature with our transport: their client has no deadline and throws past its caller. */
export function createDuoCall(options: DuoApiOptions): DuoCall {
  return async (request, deadline) => {
    const answer = await exchange(options.fetch, signedRequest(options, request), deadline);
    return answerOf(answer, (text) =>
      reasonOf(`Duo ${request.path}: ${text}`, [options.secretKey, options.integrationKey]),
    );
  };
}

function signedRequest(options: DuoApiOptions, request: DuoRequest): HttpRequest {
  const { method, path } = request;
  const params = wellFormedTexts(request.params);
  const { host, integrationKey, secretKey } = options;
  const date = new Date(options.clock.now()).toUTCString();
  const authorization = duoSig.sign(integrationKey, secretKey, method, host, path, params, date);
  const headers = { date, authorization };
  const encoded = stringify(params);
  if (method === 'GET') return { method, url: `https://${host}${path}${encoded && `?${encoded}`}`, headers };
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  return { method, url: `https://${host}${path}`, headers: form, body: encoded };
}

function answerOf(answer: HttpAnswer, said: (text: string) => string): DuoAnswer {
  switch (answer.kind) {
    case 'silent':
      return { kind: 'silent' };
    case 'failed':
      return { kind: 'transient', reason: said(answer.reason) };
    case 'answered':
      if (answer.status === 429) return { kind: 'throttled', retryAfterMs: retryAfterMs(answer.headers) };
      return readBody(answer.status, answer.body, said);
    default: {
      const unreachable: never = answer;
      return unreachable;
    }
  }
}

/** Duo's envelope: `{stat: "OK", response}` or `{stat: "FAIL", code, message, message_detail}`. */
function readBody(status: number, body: string, said: (text: string) => string): DuoAnswer {
  const json = parseJson(body);
  const envelope = json.ok && isObject(json.value) ? json.value : {};
  if (envelope['stat'] === 'OK' && status === 200)
    return { kind: 'ok', response: objectOf(envelope['response']) };
  const code = envelope['code'];
  if (envelope['stat'] !== 'FAIL' || typeof code !== 'number') {
    return { kind: 'transient', reason: said(`HTTP status ${status} with an answer that is none of Duo's`) };
  }
  const detail = textOf(envelope['message_detail']) ?? '';
  const reason = said(`${code} ${textOf(envelope['message']) ?? ''} ${detail}`);
  // The first three digits of a code are its HTTP status.
  return code >= 50_000 ? { kind: 'transient', reason } : { kind: 'refused', code, detail, reason };
}
