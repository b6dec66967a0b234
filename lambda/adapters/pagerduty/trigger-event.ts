import { createHash } from 'node:crypto';
import type { JsonObject } from '../../cloudtrail/json.ts';
import type { Page } from '../../ports/pager.ts';
import { wellFormedJson } from '../http/well-formed.ts';
import { fitDetails } from './fit-details.ts';

/** PagerDuty's limits, in characters. (PagerDuty, "Events API v2", "Send an Event".) */
export const SUMMARY_LENGTH = 1_024;
export const DEDUP_KEY_LENGTH = 255;
/** PagerDuty says 512 KB; in bytes, read the smaller way. */
export const EVENT_BYTES = 512_000;

/**
 * The body of a trigger event, within every limit: a page must arrive, so what is too long is cut, and says so, and
 * what PagerDuty requires and is blank gets a stand-in.
 */
export function triggerEvent(routingKey: string, page: Page): string {
  const details = fitDetails(
    page.details,
    (tried) => sizeOf(eventWith(routingKey, page, tried)) <= EVENT_BYTES,
  );
  return wellFormedJson(eventWith(routingKey, page, details));
}

/** The body of an event that ends the incident of a key. */
export function resolveEvent(routingKey: string, key: string): string {
  return wellFormedJson({ routing_key: routingKey, event_action: 'resolve', dedup_key: dedupKey(key) });
}

/** Bytes; never less than what is sent, since half a character takes more room than the mark that replaces it. */
function sizeOf(event: JsonObject): number {
  return Buffer.byteLength(JSON.stringify(event));
}

function eventWith(routingKey: string, page: Page, details: JsonObject): JsonObject {
  return {
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: dedupKey(page.dedupKey),
    payload: {
      summary: cut(page.summary.trim() || 'A page without a summary', SUMMARY_LENGTH),
      source: cut(page.source.trim() || 'countersign', SUMMARY_LENGTH),
      severity: page.severity,
      ...timestamp(page.at),
      ...(page.adds !== undefined && { class: page.adds }),
      custom_details: details,
    },
    links: page.links.map(({ href, text }) => ({ href, text })),
    client: 'Countersign',
  };
}

/** Left out when it is no time: PagerDuty then takes the time of arrival. */
function timestamp(at: number): JsonObject {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? {} : { timestamp: date.toISOString() };
}

/** A key that is too long keeps its readable start and is told apart by a hash of the whole. */
function dedupKey(key: string): string {
  if (key.length <= DEDUP_KEY_LENGTH) return key;
  const hash = createHash('sha256').update(key).digest('hex');
  return `${key.slice(0, DEDUP_KEY_LENGTH - hash.length - 1)}#${hash}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
