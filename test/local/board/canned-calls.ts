import type { RecentCall, Severity } from '../../../local/board/board-types.ts';

/** When the canned stories begin. */
export const START = Date.UTC(2026, 10, 20, 14, 2, 0);

const DANA =
  'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_PlatformEngineer_0123456789abcdef/dana.reyes@example.com';
const SAM =
  'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Developer_0123456789abcdef/sam.okoye@example.com';
const PRIYA = 'arn:aws:iam::111122223333:user/priya.nair';

interface CallText {
  readonly name: string;
  readonly source: string;
  readonly severity: Severity;
  readonly reason: string;
  readonly principal: string;
  readonly caseId?: string;
}

/** A recent call; `index` makes its id and places it in time, one second apart. */
export function cannedCall(index: number, call: CallText): RecentCall {
  const at = START + index * 1_000;
  return {
    eventID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    eventTime: at,
    at: at + 900,
    eventName: call.name,
    eventSource: `${call.source}.amazonaws.com`,
    account: call.principal === SAM ? '123456789012' : '111122223333',
    region: call.source === 'iam' ? 'us-east-1' : 'eu-central-1',
    principal: call.principal,
    severity: call.severity,
    reason: call.reason,
    rules: call.severity === 'log' ? [] : [`${call.source}/example`],
    caseId: call.caseId ?? null,
  };
}

const BURST: readonly (readonly [string, string, Severity, string])[] = [
  ['CreateRole', 'iam', 'notify', 'A role was created'],
  ['PutRolePolicy', 'iam', 'notify', 'An inline policy was attached to a role'],
  ['CreateFunction20150331', 'lambda', 'log', 'no rule asks about it'],
  ['CreateBucket', 's3', 'log', 'no rule asks about it'],
  ['PutBucketPolicy', 's3', 'notify', 'The policy of a bucket was changed'],
  ['CreateUser', 'iam', 'notify', 'An IAM user was created'],
  ['TagRole', 'iam', 'log', 'no rule asks about it'],
];

/** Dana's Terraform run. */
export function terraformBurst(count: number): readonly RecentCall[] {
  return Array.from({ length: count }, (_, index) => {
    const [name, source, severity, reason] = BURST[index % BURST.length] ?? ['TagRole', 'iam', 'log', ''];
    const asked = severity === 'notify' ? { caseId: 'case-dana' } : {};
    return cannedCall(index, { name, source, severity, reason, principal: DANA, ...asked });
  });
}

export function openedToTheWorld(index: number): RecentCall {
  return cannedCall(index, {
    name: 'AuthorizeSecurityGroupIngress',
    source: 'ec2',
    severity: 'alert',
    reason: 'A security group lets the whole Internet in: tcp 22 from 0.0.0.0/0',
    principal: SAM,
  });
}

export function stolenKey(index: number): readonly RecentCall[] {
  const call = (offset: number, name: string, reason: string) =>
    cannedCall(index + offset, {
      name,
      source: 'iam',
      severity: 'notify',
      reason,
      principal: PRIYA,
      caseId: 'case-priya',
    });
  return [
    call(0, 'CreateUser', 'An IAM user was created'),
    call(1, 'PutUserPolicy', 'An inline policy was attached to a user'),
  ];
}
