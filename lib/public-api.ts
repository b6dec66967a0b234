import { Validations } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Buttons are pressed, and incidents resolved, by people: far more than a whole company does at once. For each route. */
const REQUESTS_PER_SECOND = 10;
const REQUESTS_AT_ONCE = 20;

/** What vendors may call from the Internet. */
export interface PublicApi {
  /** Routes POST requests of a path to a function, and returns the path's URL. */
  readonly route: (id: string, path: string, handler: IFunction, whoProves: string) => string;
}

/**
 * An HTTP API and not function URLs: a URL can be throttled only by reserving concurrency, of which a new account has
 * none to reserve, and a flood of unsigned requests would then take the drain's share.
 */
export function publicApi(scope: Construct): PublicApi {
  const api = new HttpApi(scope, 'PublicApi', {
    apiName: 'countersign',
    description: 'Countersign: answers from Slack, resolved incidents from PagerDuty',
    createDefaultStage: false,
  });
  const logGroup = new LogGroup(scope, 'PublicAccessLog', { retention: RetentionDays.THREE_MONTHS });
  const stage = new HttpStage(scope, 'PublicStage', {
    httpApi: api,
    autoDeploy: true,
    throttle: { rateLimit: REQUESTS_PER_SECOND, burstLimit: REQUESTS_AT_ONCE },
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup) },
  });
  return {
    route: (id, path, handler, whoProves) => {
      const integration = new HttpLambdaIntegration(`${id}Integration`, handler);
      for (const route of api.addRoutes({ path, methods: [HttpMethod.POST], integration })) {
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: `${whoProves} proves itself by a signature over the body, which no authorizer sees; the function checks it first.`,
        });
      }
      return `${stage.url}${path.slice(1)}`;
    },
  };
}
