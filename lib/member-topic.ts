import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { EVENTS_TOPIC } from '../lambda/config/topics.ts';

/** An EventBridge event may have 1 MiB; by default a topic refuses what is larger than 256 KiB. */
const MAXIMUM_MESSAGE_BYTES = 1_048_576;

/**
 * The topic that events and alarms of this account and region go to.
 *
 * It has no key of its own. SNS keeps messages on encrypted disks ("Amazon SNS data encryption"), and these stay there
 * for milliseconds; the key managed by AWS cannot be used, because EventBridge may not publish with it; a key of the
 * customer's costs a dollar a month in every account and region, 255 for fifteen accounts in all regions.
 *
 * EventBridge gets no condition: AWS documents that topic policies for EventBridge cannot have any, and they fail
 * silently ("Using resource-based policies for Amazon EventBridge"). A foreign account's rule could therefore publish
 * here, and what it publishes names its own account: the drain sees that it is not the topic's.
 */
export function memberTopic(scope: Construct): Topic {
  const topic = new Topic(scope, 'EventsTopic', { topicName: EVENTS_TOPIC, enforceSSL: true });
  raiseMessageSize(topic);
  topic.addToResourcePolicy(publisher('Events', 'events.amazonaws.com', topic));
  const alarms = publisher('Alarms', 'cloudwatch.amazonaws.com', topic);
  alarms.addCondition('StringEquals', { 'aws:SourceAccount': Stack.of(scope).account });
  topic.addToResourcePolicy(alarms);
  return topic;
}

function publisher(sid: string, service: string, topic: Topic): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal(service)],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
  });
}

/**
 * Subscribes the security account's queue, whose ARN is built from the configuration: no stack needs another one. The
 * topic's owner subscribes, so SNS asks for a confirmation in the queue, which the drain gives. Delivery is not raw:
 * the envelope names the topic, which proves the account.
 */
export function subscribeQueue(scope: Construct, topic: Topic, queueArn: string, deadLetters: Queue): void {
  deadLetters.addToResourcePolicy(
    new PolicyStatement({
      sid: 'UndeliveredMessages',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [deadLetters.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
    }),
  );
  new CfnSubscription(scope, 'Subscription', {
    topicArn: topic.topicArn,
    protocol: 'sqs',
    endpoint: queueArn,
    rawMessageDelivery: false,
    redrivePolicy: { deadLetterTargetArn: deadLetters.queueArn },
  });
}

/** The CDK's topic has no property for it. */
function raiseMessageSize(topic: Topic): void {
  const resource = topic.node.defaultChild;
  if (!(resource instanceof CfnTopic)) throw new Error('expected a topic that is a CloudFormation resource');
  resource.maximumMessageSize = MAXIMUM_MESSAGE_BYTES;
  // cfn-lint's list of properties is older than this one.
  resource.addMetadata('cfn-lint', { config: { ignore_checks: ['E3002'] } });
}
