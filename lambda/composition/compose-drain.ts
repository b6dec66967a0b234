import { createCloudWatchClient, createCloudWatchMetrics } from '../adapters/cloudwatch/metrics.ts';
import { createDynamoQuarantine } from '../adapters/dynamodb/quarantine.ts';
import { createSnsClientFor, createSnsSubscriptions } from '../adapters/sns/subscriptions.ts';
import type { Deployment } from '../deployment.ts';
import { ENVIRONMENT } from '../environment.ts';
import type { Metrics } from '../ports/metrics.ts';
import { compileCatalogue } from '../sigma/catalogue.ts';
import type { DrainPorts } from '../workflows/drain-ports.ts';
import { composeVerify, stateTable } from './compose-verify.ts';
import { type Runtime, sqsQueue } from './runtime.ts';

/** As long as the longest retention of a queue and a month to look at what is there. */
const QUARANTINE_KEPT_MS = 45 * 86_400_000;

export function composeDrain(runtime: Runtime, deployment: Deployment, metrics?: Metrics): DrainPorts {
  const { catalogue } = compileCatalogue(deployment.rules, { levels: deployment.config.rules.levels });
  const table = stateTable(runtime);
  return {
    ...composeVerify(runtime, deployment.config),
    queue: sqsQueue(runtime, ENVIRONMENT.queueUrl),
    quarantine: createDynamoQuarantine(table, { keptMs: QUARANTINE_KEPT_MS }),
    subscriptions: createSnsSubscriptions(createSnsClientFor(runtime.places.sns)),
    metrics: metrics ?? createCloudWatchMetrics(createCloudWatchClient()),
    catalogue,
    config: deployment.config,
  };
}
