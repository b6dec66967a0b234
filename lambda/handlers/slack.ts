import type { APIGatewayProxyStructuredResultV2 as HttpResult } from 'aws-lambda';
import { acceptedSecrets } from '../adapters/secrets-manager/accepted-secrets.ts';
import { readRequest, type SlackRequest } from '../adapters/slack/read-request.ts';
import { composeSlack, type SlackPorts } from '../composition/compose-slack.ts';
import { lambdaRuntime } from '../composition/lambda-runtime.ts';
import { within } from '../composition/within.ts';
import { SECRET_FIELDS } from '../secret-fields.ts';
import { takeFromSlack } from '../workflows/take-from-slack.ts';
import { once } from './once.ts';

const ports = once(() => composeSlack(lambdaRuntime()));

/** Slack gives up after 3 seconds; this leaves it time to get the answer. */
const ANSWER_MS = 2_500;
/** Who asks could not even be found out in time: Slack shows whoever clicked that it failed. */
const AGAIN: HttpResult = { statusCode: 503, body: 'could not be taken just now' };

export function slackHandler(of: () => SlackPorts) {
  return async (request: SlackRequest): Promise<HttpResult> =>
    (await within(ANSWER_MS, answer(of(), request))) ?? AGAIN;
}

async function answer(slack: SlackPorts, request: SlackRequest): Promise<HttpResult> {
  const secret = await slack.signingSecret();
  if (secret.kind !== 'delivered') return { statusCode: 503, body: 'no signing secret' };
  const secrets = acceptedSecrets(secret.value[SECRET_FIELDS.slackSigning.signingSecret]);
  const read = readRequest(request, secrets, slack.clock.now());
  if (read.kind === 'refused') return { statusCode: read.statusCode, body: read.reason };
  if (read.kind === 'challenge') return { statusCode: 200, body: read.challenge };
  if (read.kind !== 'nothing') await takeFromSlack(slack, read);
  return { statusCode: 200, body: '' };
}

/** Behind the public endpoint, for each click on a button and each look at the app's home. */
export const handler = slackHandler(ports);
