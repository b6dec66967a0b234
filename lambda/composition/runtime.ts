import type { AwsPlace } from '../adapters/aws/client-config.ts';
import type { Fetch } from '../adapters/http/exchange.ts';
import { createSqsClient } from '../adapters/sqs/client.ts';
import { createSqsQueue } from '../adapters/sqs/queue.ts';
import type { Environment, EnvironmentVariable } from '../environment.ts';
import type { Clock } from '../ports/clock.ts';
import type { Queue } from '../ports/queue.ts';
import type { Secrets } from '../ports/secrets.ts';

/** What differs between a Lambda function and the one-machine run. */
export interface Runtime {
  readonly environment: Environment;
  readonly clock: Clock;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly fetch: Fetch;
  readonly secrets: Secrets;
  /** Where the AWS services are; empty: where the environment says. */
  readonly places: { readonly sqs?: AwsPlace; readonly sns?: AwsPlace; readonly dynamodb?: AwsPlace };
}

/** @throws Error naming the variable: a function deployed without it can do nothing. */
export function required({ environment }: Runtime, variable: EnvironmentVariable): string {
  const value = environment[variable];
  if (value === undefined || value === '') throw new Error(`environment variable ${variable} is not set`);
  return value;
}

export function sqsQueue(runtime: Runtime, variable: EnvironmentVariable): Queue {
  return createSqsQueue({
    client: createSqsClient(runtime.places.sqs),
    queueUrl: required(runtime, variable),
  });
}
