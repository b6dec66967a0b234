import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';

/** Where the story plays. All names, accounts and addresses are made up. */
export const PRODUCTION = '111122223333';
export const STAGING = '123456789012';
const REGION = 'eu-west-1';
const TERRAFORM =
  'APN/1.0 HashiCorp/1.0 Terraform/1.14.3 (+https://www.terraform.io) terraform-provider-aws/6.21.0';

export interface StoryCall {
  readonly eventSource: string;
  readonly eventName: string;
  readonly request: JsonObject | null;
  readonly account?: string;
  readonly readOnly?: boolean;
}

/** A record as CloudTrail writes it, made this moment. */
function record(call: StoryCall, atMs: number, who: JsonObject): JsonObject {
  const account = call.account ?? PRODUCTION;
  return {
    eventVersion: '1.11',
    eventTime: `${new Date(atMs).toISOString().slice(0, 19)}Z`,
    eventSource: `${call.eventSource}.amazonaws.com`,
    eventName: call.eventName,
    awsRegion: call.eventSource === 'iam' ? 'us-east-1' : REGION,
    requestParameters: call.request,
    responseElements: null,
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: call.readOnly ?? false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...who,
  };
}

/** Ana, a platform engineer, through Identity Center from the office network. */
export function byAna(call: StoryCall, atMs: number): JsonObject {
  return record(call, atMs, sso('ana@example.com', call.account ?? PRODUCTION, '198.51.100.24', TERRAFORM));
}

/** Ben, from home, in the console. */
export function byBen(call: StoryCall, atMs: number): JsonObject {
  return record(
    call,
    atMs,
    sso('ben@example.com', call.account ?? PRODUCTION, '203.0.113.77', 'AWS Internal'),
  );
}

/** Somebody with the session of Chris, from a place where Chris has never been. */
export function byThief(call: StoryCall, atMs: number): JsonObject {
  return record(
    call,
    atMs,
    sso('chris@example.com', call.account ?? PRODUCTION, '192.0.2.66', 'aws-cli/2.31.0 md/Botocore#1.40'),
  );
}

/** Each person's session has a key of its own; 20 characters, as AWS's have. */
function keyOf(email: string): string {
  const name = email.replace(/@.*/, '').toUpperCase();
  return `ASIAEXAMPLE${name.slice(0, 9).padEnd(9, '0')}`;
}

function sso(email: string, account: string, address: string, userAgent: string): JsonObject {
  const role = 'AWSReservedSSO_Platform_0123456789abcdef';
  const principalId = `AROAEXAMPLE${account.slice(0, 8)}`;
  return {
    sourceIPAddress: address,
    userAgent,
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${principalId}:${email}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${email}`,
      accountId: account,
      accessKeyId: keyOf(email),
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId,
          arn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${REGION}/${role}`,
          accountId: account,
          userName: role,
        },
        attributes: { creationDate: '2026-01-01T08:00:00Z', mfaAuthenticated: 'false' },
      },
    },
  };
}
