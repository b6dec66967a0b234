import {
  createCloudWatchClient,
  createCloudWatchMetrics,
} from '../../../lambda/adapters/cloudwatch/metrics.ts';
import { METRIC_NAMESPACE } from '../../../lambda/adapters/cloudwatch/namespace.ts';
import type { Metric } from '../../../lambda/ports/metrics.ts';
import { metricsContract } from '../../contracts/metrics.contract.ts';
import { type AwsEndpoint, startAwsEndpoint } from '../aws/aws-endpoint.ts';

const open: AwsEndpoint[] = [];
afterAll(() => Promise.all(open.map((endpoint) => endpoint.close())));

/** CloudWatch, which takes 1,000 metrics at once and no more. */
async function cloudWatch(refuses: (sizes: number[]) => boolean = () => false) {
  const arrived: Metric[] = [];
  const sizes: number[] = [];
  const endpoint = await startAwsEndpoint(({ input }) => {
    const data = Array.isArray(input['MetricData']) ? input['MetricData'] : [];
    sizes.push(data.length);
    if (input['Namespace'] !== METRIC_NAMESPACE || data.length > 1_000 || refuses(sizes)) {
      return { status: 400, body: { __type: 'InvalidParameterValueException', message: 'no' } };
    }
    arrived.push(...data.map(({ MetricName: name, Value: value, Unit: unit }) => ({ name, value, unit })));
    return { body: {} };
  });
  open.push(endpoint);
  return {
    metrics: createCloudWatchMetrics(createCloudWatchClient(endpoint.place)),
    arrived: () => arrived,
  };
}

metricsContract('CloudWatch', () => cloudWatch());

describe('CloudWatch metrics', () => {
  const many = Array.from({ length: 2_300 }, (_, value): Metric => ({ name: 'Pages', value, unit: 'Count' }));

  test('a refused batch is counted as lost and the others arrive', async () => {
    const { metrics, arrived } = await cloudWatch((sizes) => sizes.length === 2);

    expect(await metrics.publish(many)).toBe(1_000);
    expect(arrived()).toHaveLength(1_300);
  });

  test('an unreachable CloudWatch loses the metrics and throws nothing', async () => {
    const place = { endpoint: 'http://127.0.0.1:1', region: 'eu-west-1' };
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const metrics = createCloudWatchMetrics(createCloudWatchClient({ ...place, credentials }));

    expect(await metrics.publish(many)).toBe(2_300);
  });
});
