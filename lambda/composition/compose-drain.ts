import { createCloudWatchClient, createCloudWatchMetrics } from '../adapters/cloudwatch/metrics.ts';
import { createDynamoCanaries } from '../adapters/dynamodb/canaries.ts';
import { createDynamoCredentialLineage } from '../adapters/dynamodb/credential-lineage.ts';
import { createDynamoLease } from '../adapters/dynamodb/lease.ts';
import { createDynamoMemory } from '../adapters/dynamodb/memory.ts';
import { createDynamoQuarantine } from '../adapters/dynamodb/quarantine.ts';
import { networksIn } from '../adapters/geoip/networks-in.ts';
import { createSnsClientFor, createSnsSubscriptions } from '../adapters/sns/subscriptions.ts';
import { watchOf } from '../baseline/correlation/watch.ts';
import type { Deployment } from '../deployment.ts';
import { ENVIRONMENT } from '../environment.ts';
import { compileCatalogue, ofFeeds } from '../sigma/catalogue.ts';
import type { Feed } from '../sigma/rule.ts';
import type { DrainPorts } from '../workflows/drain-ports.ts';
import { composeVerify, stateTable } from './compose-verify.ts';
import { type Runtime, sqsQueue } from './runtime.ts';

/** As long as the longest retention of a queue and a month to look at what is there. */
export const QUARANTINE_KEPT_MS = 45 * 86_400_000;

const LAST_WAIT_SECONDS = 2;

export function composeDrain(
  runtime: Runtime,
  deployment: Deployment,
  instead: Partial<Pick<DrainPorts, 'metrics' | 'lastWaitSeconds'>> & {
    readonly feeds?: readonly Feed[];
  } = {},
): DrainPorts {
  return {
    ...composeCalls(runtime, deployment, instead.feeds ?? ['edge']),
    queue: sqsQueue(runtime, ENVIRONMENT.queueUrl),
    lease: createDynamoLease(stateTable(runtime), 'drain', runtime.clock),
    subscriptions: createSnsSubscriptions(createSnsClientFor(runtime.places.sns)),
    metrics: instead.metrics ?? createCloudWatchMetrics(createCloudWatchClient()),
    lastWaitSeconds: instead.lastWaitSeconds ?? LAST_WAIT_SECONDS,
  };
}

/** @param feeds whose rules are tried and whose correlations are watched */
export function composeCalls(runtime: Runtime, deployment: Deployment, feeds: readonly Feed[]) {
  const { catalogue } = compileCatalogue(deployment.rules, { levels: deployment.config.rules.levels });
  const table = stateTable(runtime);
  const memory = createDynamoMemory(table, runtime.clock);
  const networksFile = runtime.environment[ENVIRONMENT.networksFile];
  return {
    ...composeVerify(runtime, deployment.config),
    quarantine: createDynamoQuarantine(table, { keptMs: QUARANTINE_KEPT_MS }),
    canaries: createDynamoCanaries(table),
    correlations: {
      watch: watchOf(catalogue, feeds),
      memory,
    },
    habits: memory,
    lineage: createDynamoCredentialLineage(table, runtime.clock),
    catalogue: ofFeeds(catalogue, feeds),
    config: deployment.config,
    ...(networksFile === undefined ? {} : { networks: networksIn(networksFile) }),
  };
}
