import { SQSClient } from '@aws-sdk/client-sqs';
import { type AwsPlace, awsClientConfig } from '../aws/client-config.ts';

/** A long poll may take 20 s; ten messages of 1 MiB some more. */
const PATIENCE = { requestMs: 30_000 };

/** At an endpoint of our own the address inside a queue's URL does not resolve: the URL then only names the queue. */
export function createSqsClient(place: AwsPlace = {}): SQSClient {
  return new SQSClient({
    ...awsClientConfig(place, PATIENCE),
    useQueueUrlAsEndpoint: place.endpoint === undefined,
  });
}
