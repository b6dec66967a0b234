import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseInteraction } from '../adapters/slack/parse-interaction.ts';
import { verifySignature } from '../adapters/slack/verify-signature.ts';
import type { SlackPorts } from '../composition/compose-slack.ts';
import { SECRET_FIELDS } from '../secret-fields.ts';
import type { Click } from '../workflows/take-answer.ts';

export type SlackRequest = Pick<APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded'>;
export type HttpResult = APIGatewayProxyStructuredResultV2;

/** `nothing`: something else of Slack's, which wants no more than to be taken. */
export type ReadClick =
  | { readonly kind: 'click'; readonly click: Click }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly result: HttpResult };

/** Nothing of a request is read before Slack's signature over its raw body has been checked. */
export async function readClick(slack: SlackPorts, request: SlackRequest): Promise<ReadClick> {
  const secret = await slack.signingSecret();
  if (secret.kind !== 'delivered') return refused(503, 'the signing secret cannot be read');
  const signed = verifySignature({
    signingSecret: secret.value[SECRET_FIELDS.slackSigning.signingSecret] ?? '',
    timestamp: request.headers['x-slack-request-timestamp'],
    signature: request.headers['x-slack-signature'],
    rawBody: Buffer.from(request.body ?? '', request.isBase64Encoded ? 'base64' : 'utf8'),
    nowMs: slack.clock.now(),
  });
  if (!signed.ok) return refused(401, 'not signed by Slack');
  const interaction = parseInteraction(signed.value);
  switch (interaction.kind) {
    case 'button':
      return { kind: 'click', click: interaction };
    case 'other':
      return { kind: 'nothing' };
    case 'unreadable':
      return refused(400, interaction.reason);
  }
}

const refused = (statusCode: number, body: string): ReadClick => ({
  kind: 'refused',
  result: { statusCode, body },
});
