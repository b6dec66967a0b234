import { createCloudWatchClient, createCloudWatchMetrics } from '../adapters/cloudwatch/metrics.ts';
import { createEventBridgeDeployedRules } from '../adapters/eventbridge/deployed-rules.ts';
import type { Deployment } from '../deployment.ts';
import { expectedRules } from '../eventbridge/expected-rules.ts';
import { memberPatterns } from '../eventbridge/member-patterns.ts';
import { compileCatalogue } from '../sigma/catalogue.ts';
import type { ComparePorts } from '../workflows/compare-rules.ts';
import { knownPlaces } from '../workflows/known-places.ts';
import { accountsOf, readingIn } from './member-access.ts';
import type { Runtime } from './runtime.ts';

export function composeCompare(runtime: Runtime, { config, rules }: Deployment): ComparePorts {
  const { catalogue } = compileCatalogue(rules, { levels: config.rules.levels });
  const patterns = memberPatterns(catalogue.rules);
  return {
    deployedRules: createEventBridgeDeployedRules(readingIn(runtime, 'countersign-compare')),
    metrics: createCloudWatchMetrics(createCloudWatchClient()),
    places: () => knownPlaces(config, accountsOf(runtime, config)),
    expectedAt: (place) => expectedRules(config, patterns, place),
  };
}
