import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Parsed } from '../../cloudtrail/json.ts';

/** How far a request's time may lie from ours, before or after. Seconds. (Slack, "Verifying requests from Slack".) */
export const SIGNATURE_WINDOW_SECONDS = 300;

export interface SignedRequest {
  /** With any of which it may be signed: two while one is rotated. */
  readonly secrets: readonly string[];
  /** The header `X-Slack-Request-Timestamp`: seconds since 1970. */
  readonly timestamp: string | undefined;
  /** The header `X-Slack-Signature`: `v0=` and 64 hexadecimal digits. */
  readonly signature: string | undefined;
  /** The body as it came, before any decoding. */
  readonly rawBody: Buffer | string;
  readonly nowMs: number;
}

/** Whether Slack sent this. The value is the raw body as text; a reason says which check failed. */
export function verifySignature(request: SignedRequest): Parsed<string> {
  const { secrets, timestamp, signature, rawBody, nowMs } = request;
  if (secrets.length === 0) return refused('there is no signing secret to check with');
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return refused('no usable timestamp');
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > SIGNATURE_WINDOW_SECONDS) {
    return refused(`a timestamp more than ${SIGNATURE_WINDOW_SECONDS} s from now`);
  }
  if (signature === undefined) return refused('no signature');
  const given = Buffer.from(signature);
  const isSigned = secrets.some((secret) => {
    const expected = Buffer.from(signatureOf(secret, timestamp, rawBody));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isSigned ? { ok: true, value: rawBody.toString() } : refused('a signature that is not ours');
}

/** The signature Slack puts on a request: an HMAC-SHA256 over version, time and raw body. */
export function signatureOf(signingSecret: string, timestamp: string, rawBody: Buffer | string): string {
  const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(rawBody);
  return `v0=${hmac.digest('hex')}`;
}

function refused(reason: string): Parsed<never> {
  return { ok: false, reason };
}
