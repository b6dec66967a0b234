import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseInteraction } from '../adapters/slack/parse-interaction.ts';
import { verifySignature } from '../adapters/slack/verify-signature.ts';
import { composeSlack, type SlackPorts } from '../composition/compose-slack.ts';
import { lambdaRuntime } from '../composition/lambda-runtime.ts';
import { SECRET_FIELDS } from '../secret-fields.ts';
import { takeAnswer } from '../workflows/take-answer.ts';
import { once } from './once.ts';
import { within } from './within.ts';

const ports = once(() => composeSlack(lambdaRuntime()));

/** Slack gives up after 3 seconds; this leaves it time to get the answer. */
const ANSWER_MS = 2_500;
const TRY_AGAIN = 'Your answer could not be taken just now. Please press the button again.';

type SlackRequest = Pick<APIGatewayProxyEventV2, 'headers' | 'body' | 'isBase64Encoded'>;

export function slackHandler(of: () => SlackPorts) {
  return async (event: SlackRequest): Promise<APIGatewayProxyStructuredResultV2> =>
    (await within(ANSWER_MS, answer(of(), event))) ?? whisper(TRY_AGAIN);
}

async function answer(slack: SlackPorts, event: SlackRequest): Promise<APIGatewayProxyStructuredResultV2> {
  const secret = await slack.signingSecret();
  if (secret.kind !== 'delivered') return { statusCode: 503, body: 'the signing secret cannot be read' };
  const signed = verifySignature({
    signingSecret: secret.value[SECRET_FIELDS.slackSigning.signingSecret] ?? '',
    timestamp: event.headers['x-slack-request-timestamp'],
    signature: event.headers['x-slack-signature'],
    rawBody: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    nowMs: slack.clock.now(),
  });
  if (!signed.ok) return { statusCode: 401, body: 'not signed by Slack' };
  const interaction = parseInteraction(signed.value);
  if (interaction.kind === 'unreadable') return { statusCode: 400, body: interaction.reason };
  if (interaction.kind === 'button') await takeAnswer(slack, interaction);
  return { statusCode: 200, body: '' };
}

/** Shown to whoever clicked, and to nobody else. */
function whisper(text: string): APIGatewayProxyStructuredResultV2 {
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text });
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
}

/** Behind the public endpoint, for each click on a button. */
export const handler = slackHandler(ports);
