import { randomUUID } from 'node:crypto';
import type { JsonObject, JsonValue } from '../../lambda/cloudtrail/json.ts';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '123456789012';
export const TOPIC_ARN = `arn:aws:sns:eu-west-1:${ACCOUNT}:countersign-events`;

export interface CallOptions {
  readonly by: string;
  readonly event: string;
  readonly source?: string;
  readonly request?: JsonObject;
  readonly account?: string;
  readonly from?: string;
  /** Milliseconds since 1970. @default now */
  readonly at?: number;
}

/** A record as CloudTrail writes it: an engineer's call through Identity Center. */
export function call({
  by,
  event,
  source = 'iam',
  request = {},
  account = ACCOUNT,
  from = '198.51.100.24',
  at = Date.now(),
}: CallOptions): JsonObject {
  const role = 'AWSReservedSSO_Platform_0123456789abcdef';
  return {
    eventVersion: '1.11',
    eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    eventSource: `${source}.amazonaws.com`,
    eventName: event,
    awsRegion: source === 'iam' ? 'us-east-1' : 'eu-west-1',
    sourceIPAddress: from,
    userAgent: 'aws-cli/2.31.0',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE00000000:${by}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${by}`,
      accountId: account,
      accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLE00000000',
          arn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-west-1/${role}`,
          accountId: account,
          userName: role,
        },
      },
    },
    requestParameters: request,
    responseElements: null,
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
}

/** `CreateUser` of that person: a call that its maker is asked about. */
export function createUser(by: string, options: Partial<CallOptions> = {}): JsonObject {
  return call({ by, event: 'CreateUser', request: { userName: `service-${randomUUID()}` }, ...options });
}

/** A security group opened for SSH to that range. */
export function openSecurityGroup(by: string, range: string, options: Partial<CallOptions> = {}): JsonObject {
  const isV6 = range.includes(':');
  const permission = {
    ipProtocol: 'tcp',
    fromPort: 22,
    toPort: 22,
    groups: {},
    ipRanges: isV6 ? {} : { items: [{ cidrIp: range }] },
    ipv6Ranges: isV6 ? { items: [{ cidrIpv6: range }] } : {},
    prefixListIds: {},
  };
  const request = { groupId: 'sg-0a1b2c3d4e5f60718', ipPermissions: { items: [permission] } };
  return call({ by, source: 'ec2', event: 'AuthorizeSecurityGroupIngress', request, ...options });
}

/** The body SNS puts into the queue for a message of a topic. */
export function snsEnvelope(message: JsonValue | string, topicArn: string = TOPIC_ARN): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn: topicArn,
    Message: typeof message === 'string' ? message : JSON.stringify(message),
    Timestamp: new Date().toISOString(),
    SignatureVersion: '1',
  });
}

/** The event EventBridge makes of a record. */
export function eventBridgeEvent(record: JsonObject): JsonObject {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${String(record['eventSource']).split('.')[0]}`,
    account: record['recipientAccountId'] ?? ACCOUNT,
    time: record['eventTime'] ?? null,
    region: record['awsRegion'] ?? 'us-east-1',
    resources: [],
    detail: record,
  };
}

/** A look of a service of AWS, which neither a rule nor a correlation is about. */
export function serviceLook(at = Date.now()): JsonObject {
  const userIdentity = { type: 'AWSService', invokedBy: 'config.amazonaws.com' };
  const look = call({ by: 'config', source: 'polly', event: 'DescribeVoices', at });
  return { ...look, readOnly: true, userIdentity };
}
