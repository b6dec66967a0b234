import { isoTime } from './seen.ts';
import type { Command } from './shell-word.ts';
import type { Subject } from './subject.ts';

/** One thing to do against a key. */
export interface Step {
  readonly text: string;
  readonly command: Command;
}

/** What is known of the key that is to be stopped. */
export interface Target {
  readonly subject: Subject;
  /** The user or role behind the key, as `arn:…`; null where nothing told. */
  readonly principal: string | null;
  /** Milliseconds since 1970: tokens issued before this are denied. */
  readonly now: number;
}

const USER = /^arn:aws[a-z-]*:iam::\d{12}:user\/(?:.*\/)?([^/]+)$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:.*\/)?([^/]+)$/;
const SESSION = /^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/([^/]+)\//;
/** Roles of Identity Center, whose policies only Identity Center may edit. */
const IDENTITY_CENTER = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;
/** The shell fills them in, so that no secret stands in a command. */
const DATADOG_HEADERS = '-H "DD-API-KEY: $DD_API_KEY" -H "DD-APPLICATION-KEY: $DD_APP_KEY"';
const POLICY_NAME = 'countersign-deny-older-sessions';

export function userNameOf(arn: string | null): string | null {
  return arn === null ? null : (USER.exec(arn)?.[1] ?? null);
}

export function roleNameOf(arn: string | null): string | null {
  return arn === null ? null : (ROLE.exec(arn)?.[1] ?? SESSION.exec(arn)?.[1] ?? null);
}

/** What stops the key and what was got with it, in order. Nothing here deletes: evidence is kept, and a mistake can be undone. */
export function containmentOf(target: Target): readonly Step[] {
  const { subject, principal, now } = target;
  if (subject.kind === 'datadog-key') return [deleteDatadogKey(subject.key)];
  const arn = subject.kind === 'principal' ? subject.key : principal;
  const role = roleNameOf(arn);
  if (role !== null) return roleSteps(role, now);
  return userSteps(subject, userNameOf(arn), now);
}

function userSteps(subject: Subject, user: string | null, now: number): readonly Step[] {
  const owner = user ?? 'USER_NAME';
  const isLasting = subject.kind === 'access-key' && subject.key.startsWith('AKIA');
  const found: readonly Step[] =
    user === null && subject.kind === 'access-key'
      ? [
          {
            text: 'Find whose key it is',
            command: ['aws', 'iam', 'get-access-key-last-used', '--access-key-id', subject.key],
          },
        ]
      : [];
  const deactivate: readonly Step[] = isLasting
    ? [
        {
          text: 'Deactivate the key (not delete: it stays as evidence, and can be switched on again)',
          command: [
            'aws',
            'iam',
            'update-access-key',
            '--user-name',
            owner,
            '--access-key-id',
            subject.key,
            '--status',
            'Inactive',
          ],
        },
      ]
    : [
        {
          text: 'See which keys the user has, and deactivate them',
          command: ['aws', 'iam', 'list-access-keys', '--user-name', owner],
        },
      ];
  return [
    ...found,
    ...deactivate,
    {
      text: 'Deny the sessions that were already got with it',
      command: [
        'aws',
        'iam',
        'put-user-policy',
        '--user-name',
        owner,
        '--policy-name',
        POLICY_NAME,
        '--policy-document',
        olderTokens(now),
      ],
    },
  ];
}

function roleSteps(role: string, now: number): readonly Step[] {
  const permissionSet = IDENTITY_CENTER.exec(role)?.[1];
  if (permissionSet !== undefined) return identityCenterSteps(permissionSet, now);
  return [
    {
      text: `Revoke the sessions of the role ${role} issued until now; whoever may assume it gets new ones`,
      command: [
        'aws',
        'iam',
        'put-role-policy',
        '--role-name',
        role,
        '--policy-name',
        POLICY_NAME,
        '--policy-document',
        olderTokens(now),
      ],
    },
    { text: 'See who may assume the role', command: ['aws', 'iam', 'get-role', '--role-name', role] },
  ];
}

/** Source: "Delete active sessions" and "Revoke active IAM role sessions created by permission sets", IAM Identity Center User Guide. */
function identityCenterSteps(permissionSet: string, now: number): readonly Step[] {
  return [
    {
      text: `Deny older sessions through the permission set ${permissionSet} (its role cannot be edited); this takes the place of the inline policy it has: put the statement into that, afterwards provision it`,
      command: [
        'aws',
        'sso-admin',
        'put-inline-policy-to-permission-set',
        '--instance-arn',
        'INSTANCE_ARN',
        '--permission-set-arn',
        'PERMISSION_SET_ARN',
        '--inline-policy',
        olderTokens(now),
      ],
    },
    {
      text: 'Provision the permission set to all accounts that have it',
      command: [
        'aws',
        'sso-admin',
        'provision-permission-set',
        '--instance-arn',
        'INSTANCE_ARN',
        '--permission-set-arn',
        'PERMISSION_SET_ARN',
        '--target-type',
        'ALL_PROVISIONED_ACCOUNTS',
      ],
    },
    {
      text: 'Until that is provisioned, or where nobody may change the permission set: a service control policy that denies older sessions of its roles, to be attached to the accounts concerned',
      command: [
        'aws',
        'organizations',
        'create-policy',
        '--type',
        'SERVICE_CONTROL_POLICY',
        '--name',
        POLICY_NAME,
        '--description',
        'Countersign: denies the sessions of a permission set issued before it',
        '--content',
        olderTokens(
          now,
          `arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${permissionSet}_*`,
        ),
      ],
    },
    {
      text: 'Disable the person in the identity source and end their sessions in the Identity Center console (no API does); this finds them',
      command: ['aws', 'identitystore', 'list-users', '--identity-store-id', 'IDENTITY_STORE_ID'],
    },
  ];
}

function deleteDatadogKey(key: string): Step {
  return {
    text: 'Delete the Datadog API key (Datadog cannot deactivate one; its agents lose their access)',
    command: [
      'sh',
      '-c',
      `curl --fail -X DELETE ${DATADOG_HEADERS} "https://api.$DD_SITE/api/v2/api_keys/${key}"`,
    ],
  };
}

/**
 * Denies everything to tokens issued earlier; in whole seconds, as tokens have them. Source: "Revoke IAM role temporary
 * security credentials", IAM User Guide.
 *
 * @param roles pattern of the roles that are meant; left out: whoever has the policy
 */
function olderTokens(now: number, roles?: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          DateLessThan: { 'aws:TokenIssueTime': isoTime(Math.ceil(now / 1_000) * 1_000) },
          ...(roles !== undefined && { ArnLike: { 'aws:PrincipalArn': roles } }),
        },
      },
    ],
  });
}
