import type { APIGatewayProxyStructuredResultV2 as HttpResult } from 'aws-lambda';
import { acceptedSecrets } from '../adapters/secrets-manager/accepted-secrets.ts';
import { readRequest, type SlackRequest } from '../adapters/slack/read-request.ts';
import { composeSlack, type SlackPorts } from '../composition/compose-slack.ts';
import { lambdaRuntime } from '../composition/lambda-runtime.ts';
import { within } from '../composition/within.ts';
import { SECRET_FIELDS } from '../secret-fields.ts';
import { takeAnswer } from '../workflows/take-answer.ts';
import { once } from './once.ts';

const ports = once(() => composeSlack(lambdaRuntime()));

/** Slack gives up after 3 seconds; this leaves it time to get the answer. */
const ANSWER_MS = 2_500;
/** Shown to whoever clicked, and to nobody else. */
const TRY_AGAIN: HttpResult = {
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"response_type":"ephemeral","replace_original":false,"text":"Your answer could not be taken just now. Please press the button again."}',
};

export function slackHandler(of: () => SlackPorts) {
  return async (request: SlackRequest): Promise<HttpResult> =>
    (await within(ANSWER_MS, answer(of(), request))) ?? TRY_AGAIN;
}

async function answer(slack: SlackPorts, request: SlackRequest): Promise<HttpResult> {
  const secret = await slack.signingSecret();
  if (secret.kind !== 'delivered') return { statusCode: 503, body: 'no signing secret' };
  const secrets = acceptedSecrets(secret.value[SECRET_FIELDS.slackSigning.signingSecret]);
  const read = readRequest(request, secrets, slack.clock.now());
  if (read.kind === 'refused') return { statusCode: read.statusCode, body: read.reason };
  if (read.kind === 'click') await takeAnswer(slack, read.click);
  return { statusCode: 200, body: '' };
}

/** Behind the public endpoint, for each click on a button. */
export const handler = slackHandler(ports);
