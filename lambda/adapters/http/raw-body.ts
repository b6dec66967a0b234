/** An HTTP request as Lambda hands it over: header names in lower case. */
export interface HandedRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** More than Slack or PagerDuty ever send: a message of theirs is some ten kilobytes. */
const BODY_BYTES = 256 * 1_024;

/** The bytes as they were sent, which is what a signature is over; null when there are too many to look at. */
export function rawBodyOf({ body = '', isBase64Encoded }: HandedRequest): Buffer | null {
  if (body.length > BODY_BYTES * (isBase64Encoded ? 4 / 3 : 1)) return null;
  const raw = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return raw.length > BODY_BYTES ? null : raw;
}
