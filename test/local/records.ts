import type { JsonObject } from '../../lambda/cloudtrail/json.ts';

/** A record of an engineer's call; the fields given replace the usual ones. */
export function record(fields: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.11',
    eventTime: '2026-01-05T09:30:00Z',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.24',
    userAgent: 'aws-cli/2.31.0',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/Platform/ana@example.com',
      accountId: '111122223333',
    },
    requestParameters: { userName: 'service' },
    eventID: '0a1b2c3d-0000-4000-8000-000000000001',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    ...fields,
  };
}
