import { Stack, Validations } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { DerivedPattern } from '../lambda/eventbridge/derived-pattern.ts';
import { alarmTopic } from './alarm-topic.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import { addMemberAlarms } from './member-alarms.ts';
import { addMemberRoles } from './member-roles.ts';
import { addMemberRules } from './member-rules.ts';
import { memberTopic, subscribeQueue } from './member-topic.ts';
import type { Place } from './names.ts';
import { plainStackSettings, stackSettings } from './stack-settings.ts';
import { addTamperWatch } from './tamper-watch.ts';

export interface MemberStackProps {
  /** Null: wherever the template is deployed, as by a StackSet. */
  readonly place: Place | null;
  /** Whether it stands in the partition's global region, which also gets what an account has once. */
  readonly isGlobal: boolean;
  /** Derived from the rules, and the canary's; the same in every account. */
  readonly patterns: readonly DerivedPattern[];
  /** The security account's queue. */
  readonly queueArn: string;
  /** 12 digits. */
  readonly securityAccount: string;
  /**
   * Told directly when Countersign is changed here. For the management account, which no service control policy binds.
   * @default nobody
   */
  readonly tamperEmails?: readonly string[];
}

/**
 * What every account has in every region: rules that pick calls out of CloudTrail's events, and a topic that sends them
 * to the security account. It has no assets and no reference to another stack, so each account deploys alone.
 */
export class MemberStack extends Stack {
  constructor(scope: Construct, id: string, props: MemberStackProps) {
    super(scope, id, settingsOf(props.place));
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
    addMemberAlarms(this, { undeliveredEvents, undeliveredMessages, action: new SnsAction(topic) });
    if (props.isGlobal) addMemberRoles(this, props.securityAccount);
    if (props.tamperEmails !== undefined) addTamperWatch(this, alarmTopic(this, props.tamperEmails));
  }
}

function settingsOf(place: Place | null) {
  const description = 'Countersign: calls of this account and region';
  return place === null
    ? plainStackSettings(description)
    : stackSettings(place, 'countersign-member', description);
}
