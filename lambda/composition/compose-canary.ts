import { randomUUID } from 'node:crypto';
import { createAwsCanarySender } from '../adapters/aws/canary-sender.ts';
import { createCloudWatchClient, createCloudWatchMetrics } from '../adapters/cloudwatch/metrics.ts';
import { createDynamoCanaries } from '../adapters/dynamodb/canaries.ts';
import type { Config } from '../config/config.ts';
import { memberPlaces } from '../config/member-places.ts';
import { ENVIRONMENT } from '../environment.ts';
import type { CanaryPorts } from '../workflows/canary.ts';
import { stateTable } from './compose-verify.ts';
import { type Runtime, required } from './runtime.ts';

export function composeCanary(runtime: Runtime, config: Config): CanaryPorts {
  return {
    canaries: createDynamoCanaries(stateTable(runtime)),
    sender: createAwsCanarySender({
      fetch: runtime.fetch,
      clock: runtime.clock,
      credentials: {
        accessKeyId: required(runtime, ENVIRONMENT.awsAccessKeyId),
        secretAccessKey: required(runtime, ENVIRONMENT.awsSecretAccessKey),
        sessionToken: runtime.environment[ENVIRONMENT.awsSessionToken],
      },
      region: required(runtime, ENVIRONMENT.awsRegion),
      roleName: required(runtime, ENVIRONMENT.canaryRole),
      externalId: required(runtime, ENVIRONMENT.externalId),
    }),
    metrics: createCloudWatchMetrics(createCloudWatchClient()),
    clock: runtime.clock,
    nonce: () => randomUUID().replaceAll('-', ''),
    places: memberPlaces(config),
  };
}
