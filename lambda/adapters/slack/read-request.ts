import { type Interaction, parseInteraction } from './parse-interaction.ts';
import { verifySignature } from './verify-signature.ts';

/** An HTTP request as Lambda hands it over: header names in lower case. */
export interface SlackRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

export type ReadRequest =
  | { readonly kind: 'click'; readonly click: Extract<Interaction, { kind: 'button' }> }
  /** Something else of Slack's, which wants no more than to be taken. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly statusCode: number; readonly reason: string };

/** Nothing of a request is read before Slack's signature over its raw body has been checked. */
export function readRequest(request: SlackRequest, signingSecret: string, nowMs: number): ReadRequest {
  const signed = verifySignature({
    signingSecret,
    timestamp: request.headers['x-slack-request-timestamp'],
    signature: request.headers['x-slack-signature'],
    rawBody: Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8'),
    nowMs,
  });
  if (!signed.ok) return { kind: 'refused', statusCode: 401, reason: 'not signed by Slack' };
  const interaction = parseInteraction(signed.value);
  switch (interaction.kind) {
    case 'button':
      return { kind: 'click', click: interaction };
    case 'other':
      return { kind: 'nothing' };
    case 'unreadable':
      return { kind: 'refused', statusCode: 400, reason: interaction.reason };
  }
}
