import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { byAna, byBen, byThief, PRODUCTION, STAGING } from './records.ts';
import type { Scene } from './scene.ts';

/** Something that happens in the story. */
export interface Act {
  readonly caption: string;
  readonly hint: Scene['hint'];
  /** Calls that are made as the act begins. */
  readonly calls?: (nowMs: number) => readonly JsonObject[];
  /** What the act's own person does when nobody at the page did it in time. */
  readonly deed?: { readonly person: string; readonly does: 'yes' | 'no' | 'approve' };
  /** How long it is shown before its person acts or the next begins. Seconds. */
  readonly seconds: number;
}

export const STORY_TITLE = 'A day in two minutes';

/** The built-in story. */
export const ACTS: readonly Act[] = [
  {
    caption: 'An ordinary morning: engineers and services work. Nothing here needs anybody; it is logged.',
    hint: 'calls',
    seconds: 10,
    calls: (now) => [
      byBen({ eventSource: 'iam', eventName: 'CreateGroup', request: { groupName: 'auditors' } }, now),
      byBen(
        { eventSource: 'iam', eventName: 'UpdateUser', request: { userName: 'reports', newPath: '/ci/' } },
        now,
      ),
      byBen({ eventSource: 'ec2', eventName: 'DescribeInstances', request: {}, readOnly: true }, now),
      byBen({ eventSource: 's3', eventName: 'ListBuckets', request: null, readOnly: true }, now),
    ],
  },
  {
    caption:
      'Ana runs Terraform: 24 calls in two accounts within seconds, 16 of them sensitive. She gets one question. Press “Yes, it was me”.',
    hint: 'slack',
    seconds: 20,
    calls: terraformRun,
    deed: { person: 'ana@example.com', does: 'yes' },
  },
  {
    caption:
      'A yes alone could be anybody at her Slack. Duo asks on her phone, with a code to compare. Approve it.',
    hint: 'duo',
    seconds: 16,
    deed: { person: 'ana@example.com', does: 'approve' },
  },
  {
    caption: 'Countersigned. Nobody was paged, and the journal knows who vouched for what, and how.',
    hint: 'slack',
    seconds: 9,
  },
  {
    caption:
      'Ben opens SSH on a database host to the whole Internet. Nobody needs to ask about that: it pages at once.',
    hint: 'pagerduty',
    seconds: 18,
    calls: (now) => [openToTheWorld(now)],
  },
  {
    caption:
      'Somebody uses Chris’s session from an unknown network to create a user who can read all customer data. Chris is asked. Press “No”.',
    hint: 'slack',
    seconds: 22,
    calls: stolenSession,
    deed: { person: 'chris@example.com', does: 'no' },
  },
  {
    caption:
      'The on-call is paged within seconds: who said no, what was done, from where, with which key, and what to do now.',
    hint: 'pagerduty',
    seconds: 16,
  },
  {
    caption:
      'That was it. Everything here ran the deployed code. Try “What if”: a vendor down, a deadline passed, your own record.',
    hint: null,
    seconds: 0,
  },
];

function terraformRun(now: number): readonly JsonObject[] {
  return [PRODUCTION, STAGING].flatMap((account) =>
    Array.from({ length: 4 }, (_, index) => [
      byAna(
        {
          account,
          eventSource: 'iam',
          eventName: 'CreateUser',
          request: { userName: `service-${index + 1}` },
        },
        now,
      ),
      byAna(
        {
          account,
          eventSource: 'iam',
          eventName: 'PutUserPolicy',
          request: {
            userName: `service-${index + 1}`,
            policyName: 'read-artifacts',
            policyDocument: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example-artifacts/*' },
              ],
            }),
          },
        },
        now,
      ),
      byAna(
        {
          account,
          eventSource: 'iam',
          eventName: 'CreateGroup',
          request: { groupName: `team-${index + 1}` },
        },
        now,
      ),
    ]).flat(),
  );
}

function openToTheWorld(now: number): JsonObject {
  const request = {
    groupId: 'sg-0a1b2c3d4e5f60718',
    ipPermissions: {
      items: [
        {
          ipProtocol: 'tcp',
          fromPort: 22,
          toPort: 22,
          groups: {},
          ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] },
          ipv6Ranges: {},
          prefixListIds: {},
        },
      ],
    },
  };
  return byBen({ eventSource: 'ec2', eventName: 'AuthorizeSecurityGroupIngress', request }, now);
}

function stolenSession(now: number): readonly JsonObject[] {
  return [
    byThief({ eventSource: 'sts', eventName: 'GetCallerIdentity', request: null, readOnly: true }, now),
    byThief({ eventSource: 'iam', eventName: 'CreateUser', request: { userName: 'backup-svc' } }, now),
    byThief(
      {
        eventSource: 'iam',
        eventName: 'PutUserPolicy',
        request: {
          userName: 'backup-svc',
          policyName: 'backup',
          policyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: ['s3:*', 'ec2:*'], Resource: 'arn:aws:s3:::example-customers/*' },
            ],
          }),
        },
      },
      now,
    ),
  ];
}
