import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../lambda/environment.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import * as permissions from './permissions.ts';
import type { PublicApi } from './public-api.ts';

export const PAGERDUTY_PATH = '/pagerduty/webhook';

/**
 * The public endpoint that PagerDuty calls when an incident is resolved. It proves PagerDuty's signature and hands the
 * end on; it can read the webhook's secret and send to one queue, nothing else.
 */
export function addPagerDutyEndpoint(scope: Construct, backend: Backend, api: PublicApi): IFunction {
  const { verify, secrets } = backend;
  const take = countersignFunction(scope, 'PagerDuty', {
    description: 'takes resolved incidents from PagerDuty',
    code: backend.code.pagerduty,
    timeout: Duration.seconds(10),
    memoryMegabytes: 512,
    environment: {
      [ENVIRONMENT.verifyQueueUrl]: verify.queue.queueUrl,
      [ENVIRONMENT.pagerDutyWebhookSecret]: secrets.pagerDutyWebhook,
    },
    permissions: [permissions.maySend(verify.queue), permissions.mayReadSecrets(secrets.pagerDutyWebhook)],
  });
  new CfnOutput(scope, 'PagerDutyWebhookUrl', {
    description: 'Webhook URL for the PagerDuty service, under Generic Webhooks (v3)',
    value: api.route('PagerDuty', PAGERDUTY_PATH, take, 'PagerDuty'),
  });
  return take;
}
