import { CfnOutput, Duration, Validations } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../lambda/environment.ts';
import type { Backend } from './backend.ts';
import { countersignFunction } from './countersign-function.ts';
import * as permissions from './permissions.ts';

/** Buttons are pressed by people: far more than a whole company presses at once. */
const REQUESTS_PER_SECOND = 10;
const REQUESTS_AT_ONCE = 20;

export const SLACK_PATH = '/slack/actions';

/**
 * The public endpoint that Slack calls when a button is pressed. It proves Slack's signature and hands the answer on;
 * it can read the signing secret and send to one queue, nothing else.
 *
 * An HTTP API and not a function URL: a URL can be throttled only by reserving concurrency, of which a new account has
 * none to reserve, and a flood of unsigned requests would then take the drain's share.
 */
export function addSlackEndpoint(scope: Construct, backend: Backend): IFunction {
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
  const api = new HttpApi(scope, 'SlackApi', {
    apiName: 'countersign-slack',
    description: 'Countersign: answers from Slack',
    createDefaultStage: false,
  });
  const [route] = api.addRoutes({
    path: SLACK_PATH,
    methods: [HttpMethod.POST],
    integration: new HttpLambdaIntegration('SlackIntegration', answer),
  });
  if (route !== undefined) {
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Slack proves itself by a signature over the body, which no authorizer sees; the function checks it first.',
    });
  }
  const stage = throttledStage(scope, api);
  new CfnOutput(scope, 'SlackRequestUrl', {
    description: 'Request URL for the Slack app, under Interactivity',
    value: `${stage.url}${SLACK_PATH.slice(1)}`,
  });
  return answer;
}

function throttledStage(scope: Construct, api: HttpApi): HttpStage {
  const logGroup = new LogGroup(scope, 'SlackAccessLog', { retention: RetentionDays.THREE_MONTHS });
  return new HttpStage(scope, 'SlackStage', {
    httpApi: api,
    autoDeploy: true,
    throttle: { rateLimit: REQUESTS_PER_SECOND, burstLimit: REQUESTS_AT_ONCE },
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup) },
  });
}
