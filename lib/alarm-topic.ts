import { CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { ALARMS_TOPIC } from '../lambda/config/topics.ts';

/**
 * Where alarms about Countersign itself go: by e-mail and, if wanted, to PagerDuty's integration for CloudWatch, past
 * everything that may be broken. No key of its own: an alarm says the name of a queue and a number.
 */
export function alarmTopic(scope: Construct, emails: readonly string[]): Topic {
  const topic = new Topic(scope, 'AlarmTopic', { topicName: ALARMS_TOPIC, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'Alarms',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  for (const email of emails) topic.addSubscription(new EmailSubscription(email));
  subscribePagerDuty(scope, topic);
  return topic;
}

/** The address holds the integration's key, so it is a parameter that CloudFormation shows to nobody. */
function subscribePagerDuty(scope: Construct, topic: Topic): void {
  const address = new CfnParameter(scope, 'AlarmPagerDutyUrl', {
    description: 'Address of a PagerDuty integration of the type Amazon CloudWatch; empty: none',
    default: '',
    noEcho: true,
    allowedPattern: '(https://events(\\.eu)?\\.pagerduty\\.com/integration/[A-Za-z0-9]+/enqueue)?',
    constraintDescription: 'must be https://events.pagerduty.com/integration/<key>/enqueue, or empty',
  });
  const wanted = new CfnCondition(scope, 'AlarmsToPagerDuty', {
    expression: Fn.conditionNot(Fn.conditionEquals(address.valueAsString, '')),
  });
  const subscription = new CfnSubscription(scope, 'AlarmPagerDuty', {
    topicArn: topic.topicArn,
    protocol: 'https',
    endpoint: address.valueAsString,
  });
  subscription.cfnOptions.condition = wanted;
}
