import type { AwsPlace } from '../adapters/aws/client-config.ts';
import type { Fetch } from '../adapters/http/exchange.ts';
import { createSqsClient } from '../adapters/sqs/client.ts';
import { createSqsQueue } from '../adapters/sqs/queue.ts';
import { severalQueues } from '../adapters/sqs/several-queues.ts';
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

/** The variable may hold the URLs of several queues, separated by spaces. */
export function sqsQueue(runtime: Runtime, variable: EnvironmentVariable): Queue {
  const client = createSqsClient(runtime.places.sqs);
  const [first = '', ...rest] = required(runtime, variable).split(' ');
  const queue = createSqsQueue({ client, queueUrl: first });
  if (rest.length === 0) return queue;
  return severalQueues([queue, ...rest.map((queueUrl) => createSqsQueue({ client, queueUrl }))]);
}
