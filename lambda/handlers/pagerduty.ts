import type { APIGatewayProxyStructuredResultV2 as HttpResult } from 'aws-lambda';
import type { HandedRequest } from '../adapters/http/raw-body.ts';
import { readWebhook } from '../adapters/pagerduty/read-webhook.ts';
import { acceptedSecrets } from '../adapters/secrets-manager/accepted-secrets.ts';
import { composePagerDuty, type PagerDutyPorts } from '../composition/compose-pagerduty.ts';
import { lambdaRuntime } from '../composition/lambda-runtime.ts';
import { within } from '../composition/within.ts';
import { SECRET_FIELDS } from '../secret-fields.ts';
import { takeResolution } from '../workflows/take-resolution.ts';
import { once } from './once.ts';

const ports = once(() => composePagerDuty(lambdaRuntime()));

/** PagerDuty waits some seconds; an answer of ours within this is in time for sure. */
const ANSWER_MS = 3_000;
/** PagerDuty delivers again what was answered with a server's error. */
const AGAIN: HttpResult = { statusCode: 503, body: 'could not be taken just now' };

export function pagerDutyHandler(of: () => PagerDutyPorts) {
  return async (request: HandedRequest): Promise<HttpResult> =>
    (await within(ANSWER_MS, answer(of(), request))) ?? AGAIN;
}

async function answer(ports: PagerDutyPorts, request: HandedRequest): Promise<HttpResult> {
  const secret = await ports.webhookSecret();
  if (secret.kind !== 'delivered') return { statusCode: 503, body: 'no webhook secret' };
  const secrets = acceptedSecrets(secret.value[SECRET_FIELDS.pagerDutyWebhook.secret]);
  const read = readWebhook(request, secrets);
  if (read.kind === 'refused') return { statusCode: read.statusCode, body: read.reason };
  if (read.kind === 'resolved') await takeResolution(ports, read);
  return { statusCode: 200, body: '' };
}

/** Behind the public endpoint, for each event of the webhook subscription. */
export const handler = pagerDutyHandler(ports);
