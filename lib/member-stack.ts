import { Stack, Validations } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { DerivedPattern } from '../lambda/eventbridge/derived-pattern.ts';
import { addAlarm, visibleMessages } from './alarms.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import { addMemberRules } from './member-rules.ts';
import { memberTopic, subscribeQueue } from './member-topic.ts';
import type { Place } from './names.ts';
import { stackSettings } from './stack-settings.ts';

export interface MemberStackProps {
  readonly place: Place;
  /** Derived from the rules; the same in every account and region. */
  readonly patterns: readonly DerivedPattern[];
  /** The security account's queue. */
  readonly queueArn: string;
}

/**
 * What every account has in every region: rules that pick calls out of CloudTrail's events, and a topic that sends them
 * to the security account. It has no assets and no reference to another stack, so each account deploys alone.
 */
export class MemberStack extends Stack {
  constructor(scope: Construct, id: string, props: MemberStackProps) {
    super(
      scope,
      id,
      stackSettings(props.place, 'countersign-member', 'Countersign: calls of this account and region'),
    );
    const topic = memberTopic(this);
    const undeliveredEvents = deadLetterQueue(this, 'UndeliveredEvents');
    const undeliveredMessages = deadLetterQueue(this, 'UndeliveredMessages');
    for (const queue of [undeliveredEvents, undeliveredMessages]) {
      Validations.of(queue).acknowledge({
        id: 'AwsSolutions-SQS3',
        reason:
          'It is a dead-letter queue itself: of EventBridge targets and of an SNS subscription, not of a queue.',
      });
    }
    addMemberRules(this, { patterns: props.patterns, topic, deadLetterQueue: undeliveredEvents });
    subscribeQueue(this, topic, props.queueArn, undeliveredMessages);
    const action = new SnsAction(topic);
    addAlarm(this, 'UndeliveredEventsAlarm', {
      name: 'member-undelivered-events',
      symptom: 'EventBridge could not hand calls to the topic of this account and region.',
      metric: visibleMessages(undeliveredEvents),
      threshold: 1,
      action,
    });
    addAlarm(this, 'UndeliveredMessagesAlarm', {
      name: 'member-undelivered-messages',
      symptom: 'SNS could not hand calls of this account and region to the security account.',
      metric: visibleMessages(undeliveredMessages),
      threshold: 1,
      action,
    });
  }
}
