import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type AwsPlace, awsClientConfig } from '../aws/client-config.ts';

/** Single items answer in milliseconds; a batch of large ones may take a second. */
const PATIENCE = { requestMs: 4_000, attempts: 4 };

/** Fields that are undefined are left out; whatever the item holds is returned as plain JavaScript. */
export function createTableClient(place: AwsPlace = {}): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(awsClientConfig(place, PATIENCE)), {
    marshallOptions: { removeUndefinedValues: true },
  });
}
