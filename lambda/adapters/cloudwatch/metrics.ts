import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { Metric, Metrics } from '../../ports/metrics.ts';
import { type AwsPlace, awsClientConfig } from '../aws/client-config.ts';
import { METRIC_NAMESPACE } from './namespace.ts';

/** Metrics of one PutMetricData. Source: "Amazon CloudWatch API Reference", PutMetricData. */
const BATCH = 1_000;

export function createCloudWatchClient(place: AwsPlace = {}): CloudWatchClient {
  return new CloudWatchClient(awsClientConfig(place, { requestMs: 3_000, attempts: 2 }));
}

/** Metrics without dimensions, stamped by CloudWatch on arrival. */
export function createCloudWatchMetrics(client: CloudWatchClient): Metrics {
  const publishBatch = async (metrics: readonly Metric[]): Promise<number> => {
    const MetricData = metrics.map(({ name, value, unit }) => ({
      MetricName: name,
      Value: value,
      Unit: unit,
    }));
    try {
      await client.send(new PutMetricDataCommand({ Namespace: METRIC_NAMESPACE, MetricData }));
      return 0;
    } catch {
      return metrics.length;
    }
  };

  return {
    async publish(metrics) {
      // CloudWatch refuses a whole batch for one value that is no number.
      const rest = metrics.filter(({ value }) => Number.isFinite(value));
      let lost = metrics.length - rest.length;
      while (rest.length > 0) lost += await publishBatch(rest.splice(0, BATCH));
      return lost;
    },
  };
}
