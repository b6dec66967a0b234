import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';

export const PRODUCTION = '111122223333';
export const STAGING = '123456789012';
export const START = Date.UTC(2026, 10, 20, 9);

/** A call of Ana, an IAM user with an e-mail address as name, with what the test adds. */
export function record(changes: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.11',
    eventID: '00000000-0000-4000-8000-000000000001',
    eventTime: new Date(START - 60_000).toISOString(),
    eventType: 'AwsApiCall',
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.31.0',
    recipientAccountId: PRODUCTION,
    requestParameters: { userName: 'new-user' },
    userIdentity: iamUser('ana@example.com'),
    ...changes,
  };
}

export function iamUser(
  userName: string,
  accessKeyId = `AKIA${userName.slice(0, 3).toUpperCase()}`,
): JsonObject {
  return {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: `arn:aws:iam::${PRODUCTION}:user/${userName}`,
    accountId: PRODUCTION,
    accessKeyId,
    userName,
  };
}

/** A person's Identity Center session in an account. */
export function ssoUser(email: string, account: string): JsonObject {
  const role = 'AWSReservedSSO_Admin_0123456789abcdef';
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${email}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${email}`,
    accountId: account,
    accessKeyId: `ASIA${account}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        arn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${role}`,
        accountId: account,
        userName: role,
      },
    },
  };
}

/** Calls with ids of their own. */
export function records(count: number, changes: JsonObject = {}, prefix = 'a'): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) =>
    record({ ...changes, eventID: `${prefix}-${index + 1}` }),
  );
}

/** The queue message in which an account's topic delivers an event. */
export function envelope(message: JsonObject | string, account = PRODUCTION): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: '11111111-0000-4000-8000-000000000001',
    TopicArn: `arn:aws:sns:us-east-1:${account}:countersign-events`,
    Message: typeof message === 'string' ? message : JSON.stringify(message),
    Timestamp: '2026-11-20T09:00:00.000Z',
  });
}

/** The queue message of a call, through the topic of its own account. */
export function messageOf(call: JsonObject): string {
  return envelope(eventOf(call), String(call['recipientAccountId']));
}

export function subscriptionRequest(topicArn: string, token: string): string {
  return JSON.stringify({
    Type: 'SubscriptionConfirmation',
    MessageId: '22222222-0000-4000-8000-000000000001',
    Token: token,
    TopicArn: topicArn,
    Message: 'You have chosen to subscribe',
    SubscribeURL: 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription',
    Timestamp: '2026-11-20T09:00:00.000Z',
  });
}
