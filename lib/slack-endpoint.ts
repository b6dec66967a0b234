import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../lambda/environment.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import * as permissions from './permissions.ts';
import type { PublicApi } from './public-api.ts';

export const SLACK_PATH = '/slack/actions';

/**
 * The public endpoint that Slack calls when a button is pressed. It proves Slack's signature and hands the answer on;
 * it can read the signing secret and send to one queue, nothing else.
 */
export function addSlackEndpoint(scope: Construct, backend: Backend, api: PublicApi): IFunction {
  const { verify, secrets } = backend;
  const answer = countersignFunction(scope, 'Slack', {
    description: 'takes answers from Slack',
    code: backend.code.slack,
    timeout: Duration.seconds(10),
    memoryMegabytes: 512,
    environment: {
      [ENVIRONMENT.verifyQueueUrl]: verify.queue.queueUrl,
      [ENVIRONMENT.slackSigningSecret]: secrets.slackSigning,
    },
    permissions: [permissions.maySend(verify.queue), permissions.mayReadSecrets(secrets.slackSigning)],
  });
  new CfnOutput(scope, 'SlackRequestUrl', {
    description: 'Request URL for the Slack app, under Interactivity and under Event Subscriptions',
    value: api.route('Slack', SLACK_PATH, answer, 'Slack'),
  });
  return answer;
}
