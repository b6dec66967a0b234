import { createHmac, timingSafeEqual } from 'node:crypto';
import { isObject, type JsonObject, objectOf, parseJson, textOf } from '../../cloudtrail/json.ts';
import { type HandedRequest, rawBodyOf } from '../http/raw-body.ts';

export type ReadWebhook =
  | { readonly kind: 'resolved'; readonly incidentKey: string; readonly by: string }
  /** Something else of PagerDuty's, which wants no more than to be taken. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly statusCode: number; readonly reason: string };

/** Whoever resolved it, as PagerDuty calls them. Characters. */
const NAME_LENGTH = 200;
/** PagerDuty signs once per secret in use, which are two while one is rotated. */
const SIGNATURES = 10;

/**
 * Reads a delivery of a webhook subscription, version 3. Nothing of it is read before PagerDuty's signature over its
 * raw body has been checked. The signature holds no time: a delivery may come again, also much later, so whatever it
 * leads to must be the same the second time. (PagerDuty, "Webhooks", "Verifying Signatures".)
 *
 * @param secrets with any of which it may be signed
 */
export function readWebhook(request: HandedRequest, secrets: readonly string[]): ReadWebhook {
  const rawBody = rawBodyOf(request);
  if (rawBody === null) return refused(413, 'too large');
  const signatures = (request.headers['x-pagerduty-signature'] ?? '').split(',', SIGNATURES);
  const isSigned = secrets.some((secret) => {
    const expected = webhookSignature(secret, rawBody);
    return signatures.some((signature) => areEqual(signature.trim(), expected));
  });
  if (!isSigned) return refused(401, 'not signed by PagerDuty');
  const json = parseJson(rawBody.toString());
  if (!json.ok || !isObject(json.value)) return refused(400, 'a body that is no JSON object');
  return eventIn(objectOf(json.value['event']));
}

/** One signature as the header has it: of version 1, an HMAC-SHA256 over the raw body. */
export function webhookSignature(secret: string, rawBody: Buffer | string): string {
  return `v1=${createHmac('sha256', secret).update(rawBody).digest('hex')}`;
}

function eventIn(event: JsonObject): ReadWebhook {
  if (event['event_type'] !== 'incident.resolved') return { kind: 'nothing' };
  const incidentKey = textOf(objectOf(event['data'])['incident_key']);
  // An incident that was opened by hand has no key of ours.
  if (incidentKey === null) return { kind: 'nothing' };
  const by = textOf(objectOf(event['agent'])['summary']) ?? 'PagerDuty';
  return { kind: 'resolved', incidentKey, by: by.slice(0, NAME_LENGTH) };
}

function areEqual(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function refused(statusCode: number, reason: string): ReadWebhook {
  return { kind: 'refused', statusCode, reason };
}
