import { Stack, Validations } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  type Condition,
  type Conditions,
  PolicyStatement,
  type PrincipalBase,
  Role,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CANARY_PARAMETER, canarySession } from '../lambda/cloudtrail/canary.ts';
import { CANARY_ROLE, CANARY_SENDER_ROLE, externalId, READ_ROLE } from './names.ts';

/**
 * What the security account may do here: make one marked, harmless call, and read. Roles belong to the whole account,
 * so only the stack of the global region has them.
 *
 * The roles trust the account and name the caller in a condition: a principal that does not exist yet could not be
 * named, and whoever deploys first would fail.
 */
export function addMemberRoles(scope: Construct, securityAccount: string): void {
  addCanaryRole(scope, securityAccount);
  addReadRole(scope, securityAccount);
}

function addCanaryRole(scope: Construct, securityAccount: string): void {
  const { partition, account } = Stack.of(scope);
  const role = new Role(scope, 'CanaryRole', {
    roleName: CANARY_ROLE,
    description: 'Countersign: makes the call that must come out at the other end',
    assumedBy: trusted(securityAccount, {
      ArnEquals: {
        'aws:PrincipalArn': `arn:${partition}:iam::${securityAccount}:role/${CANARY_SENDER_ROLE}`,
      },
      StringLike: { 'sts:RoleSessionName': canarySession('*') },
    }),
  });
  const parameter = `arn:${partition}:ssm:*:${account}:parameter${CANARY_PARAMETER}`;
  role.addToPolicy(new PolicyStatement({ actions: ['ssm:PutParameter'], resources: [parameter] }));
  acknowledge(
    role,
    `Resource::${nagName(parameter)}`,
    'One parameter, in whatever region of this account the canary is sent to.',
  );
}

function addReadRole(scope: Construct, securityAccount: string): void {
  const { partition, account } = Stack.of(scope);
  const role = new Role(scope, 'ReadRole', {
    roleName: READ_ROLE,
    description: 'Countersign: reads CloudTrail and what is deployed of Countersign; changes nothing',
    assumedBy: trusted(securityAccount),
  });
  const rules = `arn:${partition}:events:*:${account}:rule/countersign-*`;
  const topics = `arn:${partition}:sns:*:${account}:countersign-*`;
  const itself = `arn:${partition}:account::${account}:account`;
  const statements: readonly {
    readonly actions: string[];
    readonly resource: string;
    readonly why: string;
  }[] = [
    {
      actions: [
        'cloudtrail:LookupEvents',
        'cloudtrail:DescribeTrails',
        'events:ListRules',
        'events:ListRuleNamesByTarget',
        'cloudwatch:DescribeAlarms',
      ],
      resource: '*',
      why: 'These list and know no resources.',
    },
    {
      actions: ['cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
      resource: `arn:${partition}:cloudtrail:*:*:trail/*`,
      why: 'Whether a trail is on: its name is not ours, and an organisation trail belongs to another account.',
    },
    {
      actions: ['events:DescribeRule', 'events:ListTargetsByRule'],
      resource: rules,
      why: 'Our own rules, whose names follow from the rule catalogue.',
    },
    {
      actions: ['sns:GetTopicAttributes', 'sns:ListSubscriptionsByTopic'],
      resource: topics,
      why: 'Our own topics, in every region.',
    },
    {
      actions: ['logs:FilterLogEvents'],
      resource: `arn:${partition}:logs:*:${account}:log-group:*`,
      why: 'The records behind a CIS alarm: the log group of the trail is not ours and its name is configured elsewhere.',
    },
  ];
  // One resource, so that nothing is to be acknowledged: which regions are switched on here.
  role.addToPolicy(new PolicyStatement({ actions: ['account:ListRegions'], resources: [itself] }));
  for (const { actions, resource, why } of statements) {
    role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    acknowledge(role, `Resource::${nagName(resource)}`, why);
  }
}

function trusted(securityAccount: string, conditions: Conditions = {}): PrincipalBase {
  const externalIds: Condition = { 'sts:ExternalId': externalId(securityAccount) };
  return new AccountPrincipal(securityAccount).withConditions({ StringEquals: externalIds, ...conditions });
}

function acknowledge(role: Role, wildcard: string, reason: string): void {
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[${wildcard}]`, reason });
}

/** cdk-nag writes what is only known at deployment as `<AWS::Partition>`. */
function nagName(resource: string): string {
  return resource.replace(/\$\{Token\[AWS\.(AccountId|Partition)\.\d+\]\}/g, '<AWS::$1>');
}
