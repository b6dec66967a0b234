import {
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  type Rule,
} from '@aws-sdk/client-eventbridge';
import { isObject, type JsonObject, parseJson } from '../../cloudtrail/json.ts';
import type { MemberPlace } from '../../config/member-places.ts';
import { partitionOf } from '../../config/regions.ts';
import { ALARMS_TOPIC, EVENTS_TOPIC } from '../../config/topics.ts';
import { RULE_PREFIX } from '../../eventbridge/expected-rules.ts';
import type { DeployedRules } from '../../ports/deployed-rules.ts';
import { delivered } from '../../ports/outcome.ts';
import { type AwsPlace, awsClientConfig } from '../aws/client-config.ts';
import { outcomeOfAwsError } from '../aws/error-outcome.ts';
import type { MemberCredentials } from '../aws/member-credentials.ts';

/** A bus has at most 300 rules, a page 100; anything longer is no answer of EventBridge's. */
const MAXIMUM_PAGES = 20;

const TOPICS = [EVENTS_TOPIC, ALARMS_TOPIC] as const;

/**
 * Asks EventBridge in the account and region. A rule's targets are asked for the other way round: which rules deliver to
 * our topics takes a call or two, what each rule delivers to one call for every rule.
 *
 * @param endpoint of an embedded server
 */
export function createEventBridgeDeployedRules(
  credentials: MemberCredentials,
  endpoint: Pick<AwsPlace, 'endpoint'> = {},
): DeployedRules {
  return {
    async list(place) {
      const { account, region } = place;
      const config = awsClientConfig({ ...endpoint, region });
      const client = new EventBridgeClient({ ...config, credentials: credentials(account) });
      try {
        const [rules, ...delivering] = await Promise.all([
          listRules(client),
          ...TOPICS.map((topic) => rulesDeliveringTo(client, topicArn(place, topic))),
        ]);
        const topicsOf = (name: string) => TOPICS.filter((_, index) => delivering[index]?.includes(name));
        return delivered(
          rules.map(({ Name = '', State = '', EventPattern }) => ({
            name: Name,
            state: State,
            pattern: patternOf(EventPattern),
            topics: topicsOf(Name),
          })),
        );
      } catch (thrown) {
        return outcomeOfAwsError(thrown);
      } finally {
        client.destroy();
      }
    },
  };
}

async function listRules(client: EventBridgeClient): Promise<readonly Rule[]> {
  return allPages(async (token) => {
    const answer = await client.send(new ListRulesCommand({ NamePrefix: RULE_PREFIX, ...token }));
    return { items: answer.Rules ?? [], next: answer.NextToken };
  });
}

async function rulesDeliveringTo(client: EventBridgeClient, arn: string): Promise<readonly string[]> {
  return allPages(async (token) => {
    const answer = await client.send(new ListRuleNamesByTargetCommand({ TargetArn: arn, ...token }));
    return { items: answer.RuleNames ?? [], next: answer.NextToken };
  });
}

async function allPages<T>(
  ask: (token: {
    readonly NextToken?: string;
  }) => Promise<{ readonly items: readonly T[]; readonly next: string | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let next: string | undefined;
  for (let page = 0; page < MAXIMUM_PAGES; page++) {
    const answer = await ask(next === undefined ? {} : { NextToken: next });
    all.push(...answer.items);
    next = answer.next;
    if (next === undefined) return all;
  }
  throw new Error(`EventBridge gave more than ${MAXIMUM_PAGES} pages`);
}

function patternOf(text: string | undefined): JsonObject | null {
  const parsed = parseJson(text ?? '');
  return parsed.ok && isObject(parsed.value) ? parsed.value : null;
}

function topicArn({ account, region }: MemberPlace, topic: string): string {
  return `arn:${partitionOf(region) ?? 'aws'}:sns:${region}:${account}:${topic}`;
}
