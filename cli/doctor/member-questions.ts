import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { awsClientConfig } from '../../lambda/adapters/aws/client-config.ts';
import type { MemberCredentials } from '../../lambda/adapters/aws/member-credentials.ts';
import type { MemberPlace } from '../../lambda/config/member-places.ts';
import { partitionOf } from '../../lambda/config/regions.ts';
import { EVENTS_TOPIC } from '../../lambda/config/topics.ts';
import type { Outcome } from '../../lambda/ports/outcome.ts';
import { allPages, asked } from './asked.ts';
import { readTrails, type Trail } from './read-trails.ts';

/** A subscription of a topic; `confirmed`: SNS delivers to it. */
export interface Subscription {
  readonly endpoint: string;
  readonly confirmed: boolean;
}

export interface AlarmState {
  readonly name: string;
  readonly state: string;
  /** Whether it tells anybody. */
  readonly acts: boolean;
}

/** What an account is asked, as the role that only reads. */
export interface MemberQuestions {
  subscriptions(place: MemberPlace): Promise<Outcome<readonly Subscription[]>>;
  alarms(place: MemberPlace): Promise<Outcome<readonly AlarmState[]>>;
  trails(place: MemberPlace): Promise<Outcome<readonly Trail[]>>;
  /** The regions that are switched on. */
  regions(place: MemberPlace): Promise<Outcome<readonly string[]>>;
}

/** What SNS says instead of the ARN of a subscription that nobody confirmed. */
const PENDING = 'PendingConfirmation';
/** How the alarms of a member stack begin. */
export const MEMBER_ALARMS = 'countersign-member-';

export function memberQuestions(credentials: MemberCredentials): MemberQuestions {
  const at = ({ account, region }: MemberPlace) => ({
    ...awsClientConfig({ region }),
    credentials: credentials(account),
  });
  return {
    subscriptions: (place) =>
      asked(new SNSClient(at(place)), async (client) => {
        const found = await allPages(async (NextToken) => {
          const answer = await client.send(
            new ListSubscriptionsByTopicCommand({ TopicArn: topicArn(place), NextToken }),
          );
          return { items: answer.Subscriptions, next: answer.NextToken };
        });
        return found.map(({ Endpoint = '', SubscriptionArn = PENDING }) => ({
          endpoint: Endpoint,
          confirmed: SubscriptionArn !== PENDING,
        }));
      }),
    alarms: (place) => asked(new CloudWatchClient(at(place)), (client) => alarmsNamed(client, MEMBER_ALARMS)),
    trails: (place) => readTrails(at(place)),
    regions: (place) =>
      asked(new AccountClient(at(place)), async (client) => {
        const found = await allPages(async (NextToken) => {
          const answer = await client.send(
            new ListRegionsCommand({ RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'], NextToken }),
          );
          return { items: answer.Regions, next: answer.NextToken };
        });
        return found.map(({ RegionName = '' }) => RegionName).sort();
      }),
  };
}

/** The state of the alarms whose names begin so. */
export async function alarmsNamed(
  client: CloudWatchClient,
  AlarmNamePrefix: string,
): Promise<readonly AlarmState[]> {
  const found = await allPages(async (NextToken) => {
    const answer = await client.send(new DescribeAlarmsCommand({ AlarmNamePrefix, NextToken }));
    return { items: answer.MetricAlarms, next: answer.NextToken };
  });
  return found.map(({ AlarmName = '', StateValue = '', ActionsEnabled = false }) => ({
    name: AlarmName,
    state: StateValue,
    acts: ActionsEnabled,
  }));
}

function topicArn({ account, region }: MemberPlace): string {
  return `arn:${partitionOf(region) ?? 'aws'}:sns:${region}:${account}:${EVENTS_TOPIC}`;
}
