import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { awsClientConfig } from '../../../lambda/adapters/aws/client-config.ts';
import { startAwsEndpoint } from './aws-endpoint.ts';

describe('configuration of AWS clients', () => {
  test('a service that never answers ends in an error after the configured attempts', async () => {
    let asked = 0;
    const endpoint = await startAwsEndpoint(() => {
      asked += 1;
      return null;
    });
    const client = new SNSClient(awsClientConfig(endpoint.place, { requestMs: 50, attempts: 2 }));

    await expect(client.send(new ListTopicsCommand())).rejects.toThrow('50 ms requestTimeout');

    expect(asked).toBe(2);
    client.destroy();
    await endpoint.close();
  });
});
