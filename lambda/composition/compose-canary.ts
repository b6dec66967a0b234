import { randomUUID } from 'node:crypto';
import { createAwsCanarySender } from '../adapters/aws/canary-sender.ts';
import { createCloudWatchClient, createCloudWatchMetrics } from '../adapters/cloudwatch/metrics.ts';
import { createDynamoCanaries } from '../adapters/dynamodb/canaries.ts';
import type { Config } from '../config/config.ts';
import { ENVIRONMENT } from '../environment.ts';
import type { CanaryPorts } from '../workflows/canary.ts';
import { knownPlaces } from '../workflows/known-places.ts';
import { stateTable } from './compose-verify.ts';
import { accountsOf, ownCredentials } from './member-access.ts';
import { type Runtime, required } from './runtime.ts';

export function composeCanary(runtime: Runtime, config: Config): CanaryPorts {
  return {
    canaries: createDynamoCanaries(stateTable(runtime)),
    sender: createAwsCanarySender({
      fetch: runtime.fetch,
      clock: runtime.clock,
      credentials: ownCredentials(runtime),
      region: required(runtime, ENVIRONMENT.awsRegion),
      roleName: required(runtime, ENVIRONMENT.canaryRole),
      externalId: required(runtime, ENVIRONMENT.externalId),
    }),
    metrics: createCloudWatchMetrics(createCloudWatchClient()),
    clock: runtime.clock,
    nonce: () => randomUUID().replaceAll('-', ''),
    places: () => knownPlaces(config, accountsOf(runtime, config)),
  };
}
