import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { DerivedPattern } from '../lambda/eventbridge/derived-pattern.ts';
import { RULE_PREFIX, ruleNameOf } from '../lambda/eventbridge/expected-rules.ts';

export interface MemberRulesProps {
  readonly patterns: readonly DerivedPattern[];
  readonly topic: ITopic;
  readonly deadLetterQueue: Queue;
}

/**
 * EventBridge rules that send what the patterns match to the topic. `CfnRule`, because the CDK's own `Rule` cannot be
 * put into the state that delivers read-only calls.
 */
export function addMemberRules(scope: Construct, props: MemberRulesProps): void {
  for (const pattern of props.patterns) addRule(scope, pattern, props);
  allowRulesToFail(scope, props.deadLetterQueue);
}

function addRule(
  scope: Construct,
  pattern: DerivedPattern,
  { topic, deadLetterQueue }: MemberRulesProps,
): void {
  new CfnRule(scope, `Rule-${pattern.name}`, {
    name: ruleNameOf(pattern),
    description: descriptionOf(pattern),
    state: pattern.state,
    eventPattern: pattern.pattern,
    targets: [
      {
        id: 'topic',
        arn: topic.topicArn,
        deadLetterConfig: { arn: deadLetterQueue.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
      },
    ],
  });
}

function descriptionOf({ ruleIds }: DerivedPattern): string {
  return ruleIds.length === 0
    ? "Countersign's own call, which shows that calls arrive"
    : `Calls that Countersign's rules ask for (${ruleIds.length} rules)`;
}

/** One statement for all rules: one each would outgrow a queue's policy. */
function allowRulesToFail(scope: Construct, queue: Queue): void {
  const rules = Arn.format(
    {
      service: 'events',
      resource: 'rule',
      resourceName: `${RULE_PREFIX}*`,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    },
    Stack.of(scope),
  );
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'UndeliveredEvents',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnLike: { 'aws:SourceArn': rules } },
    }),
  );
}
