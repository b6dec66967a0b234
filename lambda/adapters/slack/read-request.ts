import { type HandedRequest, rawBodyOf } from '../http/raw-body.ts';
import { type Interaction, parseEvent, parseInteraction } from './parse-interaction.ts';
import { verifySignature } from './verify-signature.ts';

export type SlackRequest = HandedRequest;

export type ReadRequest =
  | { readonly kind: 'click'; readonly click: Extract<Interaction, { kind: 'button' }> }
  | { readonly kind: 'home'; readonly user: string }
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** Something else of Slack's, which wants no more than to be taken. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly statusCode: number; readonly reason: string };

/**
 * Nothing of a request is read before Slack's signature over its raw body has been checked.
 *
 * @param secrets with any of which it may be signed
 */
export function readRequest(request: SlackRequest, secrets: readonly string[], nowMs: number): ReadRequest {
  const rawBody = rawBodyOf(request);
  if (rawBody === null) return { kind: 'refused', statusCode: 413, reason: 'too large' };
  const signed = verifySignature({
    secrets,
    timestamp: request.headers['x-slack-request-timestamp'],
    signature: request.headers['x-slack-signature'],
    rawBody,
    nowMs,
  });
  if (!signed.ok) return { kind: 'refused', statusCode: 401, reason: 'not signed by Slack' };
  const isEvent = /^application\/json\b/i.test(request.headers['content-type'] ?? '');
  const interaction = isEvent ? parseEvent(signed.value) : parseInteraction(signed.value);
  switch (interaction.kind) {
    case 'button':
      return { kind: 'click', click: interaction };
    case 'home':
    case 'challenge':
      return interaction;
    case 'other':
      return { kind: 'nothing' };
    case 'unreadable':
      return { kind: 'refused', statusCode: 400, reason: interaction.reason };
  }
}
