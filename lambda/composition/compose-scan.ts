import { S3Client } from '@aws-sdk/client-s3';
import { createCloudWatchClient, createCloudWatchMetrics } from '../adapters/cloudwatch/metrics.ts';
import { createS3TrailArchive } from '../adapters/s3/trail-archive.ts';
import type { Deployment } from '../deployment.ts';
import type { Feed } from '../sigma/rule.ts';
import { createMatcher } from '../sigma/rule-matcher.ts';
import type { ScanPorts } from '../workflows/scan-ports.ts';
import { composeCalls } from './compose-drain.ts';
import type { Runtime } from './runtime.ts';

/** The tables and rules of a drain, and the trail's files in place of its queue. */
export function composeScan(
  runtime: Runtime,
  deployment: Deployment,
  instead: Partial<Pick<ScanPorts, 'archive' | 'metrics'>> = {},
): ScanPorts {
  const ports = composeCalls(runtime, deployment, ['archive']);
  const { rules, silent } = ports.catalogue;
  const ofFeed = (feed: Feed) =>
    createMatcher(rules.filter(({ match, details }) => details.feed === feed && !silent.has(match.ruleId)));
  return {
    ...ports,
    archive: instead.archive ?? createS3TrailArchive(new S3Client()),
    metrics: instead.metrics ?? createCloudWatchMetrics(createCloudWatchClient()),
    archiveRules: ofFeed('archive'),
    edgeRules: ofFeed('edge'),
  };
}
