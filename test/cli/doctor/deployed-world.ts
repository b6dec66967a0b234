import { type MemberPlace, memberPlaces, placeKey } from '../../../lambda/config/member-places.ts';
import type { DeployedRule } from '../../../lambda/eventbridge/compare-rules.ts';
import { expectedRules } from '../../../lambda/eventbridge/expected-rules.ts';
import { SECRET_FIELDS, SECRET_NAMES } from '../../../lambda/secret-fields.ts';
import { MEMBER_ALARM_NAMES } from '../../../lib/member-alarms.ts';
import { eventsQueueArn } from '../../../lib/names.ts';
import { assumeRole } from '../../adapters/aws/assumed-roles.ts';
import type { AwsAnswer, AwsRequest } from '../../adapters/aws/aws-endpoint.ts';
import { CONFIG, MEMBER_PATTERNS } from '../../lib/deployment.ts';

export const NOW = Date.UTC(2026, 10, 21, 6);
export const VERSION = 'abcdefabcdef';
const MINUTE_MS = 60_000;

/** A deployment as AWS tells of it: everything right, until a test changes something. */
export interface DeployedWorld {
  readonly rules: Map<string, readonly DeployedRule[]>;
  subscription: string | null;
  topicIsThere: boolean;
  alarms: { readonly AlarmName: string; readonly StateValue: string; readonly ActionsEnabled: boolean }[];
  trails: { Name: string; TrailARN: string; IsMultiRegionTrail: boolean }[];
  logging: boolean;
  selectors: Record<string, unknown>;
  regions: readonly string[] | null;
  deadLetters: Record<string, number>;
  versions: (string | null)[];
  secrets: Record<string, string>;
  canaryAt: number | null;
  /** Operations that are refused. */
  readonly refused: Set<string>;
}

export function rightWorld(): DeployedWorld {
  const rulesAt = (place: MemberPlace): readonly DeployedRule[] =>
    expectedRules(CONFIG, MEMBER_PATTERNS, place).map(({ name, state, pattern, topic }) => ({
      name,
      state,
      pattern,
      topics: [topic],
    }));
  return {
    rules: new Map(memberPlaces(CONFIG).map((place) => [placeKey(place), rulesAt(place)])),
    subscription: 'arn:aws:sns:eu-central-1:111122223333:countersign-events:1',
    topicIsThere: true,
    alarms: [...MEMBER_ALARM_NAMES, 'countersign-drain-failing'].map((AlarmName) => ({
      AlarmName,
      StateValue: 'OK',
      ActionsEnabled: true,
    })),
    trails: [
      {
        Name: 'all',
        TrailARN: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/all',
        IsMultiRegionTrail: true,
      },
    ],
    logging: true,
    selectors: { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }] },
    regions: null,
    deadLetters: { 'countersign-security-EventsDeadLetters1': 0 },
    versions: [VERSION, VERSION],
    secrets: Object.fromEntries(
      Object.entries(SECRET_FIELDS).map(([key, fields]) => [
        nameOf(key),
        JSON.stringify(Object.fromEntries(Object.values(fields).map((field) => [field, `hush-${field}`]))),
      ]),
    ),
    canaryAt: NOW - 4 * MINUTE_MS,
    refused: new Set(),
  };
}

function nameOf(key: string): string {
  return new Map<string, string>(Object.entries(SECRET_NAMES)).get(key) ?? '';
}

/** AWS, of that world; the session's token is the account. */
export function answerOf(world: DeployedWorld, request: AwsRequest): AwsAnswer {
  const { operation, input, sessionToken: account, region, path } = request;
  const name = operation === '' ? path : operation;
  if (world.refused.has(name))
    return refusal(name, name === 'ListSubscriptionsByTopic' || name === 'AssumeRole');
  switch (name) {
    case 'AssumeRole':
      return assumeRole(request, [], NOW + 60 * MINUTE_MS);
    case 'ListRules':
      return {
        body: {
          Rules: (world.rules.get(placeKey({ account, region })) ?? []).map((rule) => ({
            Name: rule.name,
            State: rule.state,
            EventPattern: JSON.stringify(rule.pattern),
          })),
        },
      };
    case 'ListRuleNamesByTarget':
      return {
        body: {
          RuleNames: (world.rules.get(placeKey({ account, region })) ?? [])
            .filter(({ topics }) => topics.some((topic) => String(input['TargetArn']).endsWith(`:${topic}`)))
            .map((rule) => rule.name),
        },
      };
    case 'ListSubscriptionsByTopic':
      return subscriptionsOf(world);
    case 'DescribeAlarms':
      return {
        body: {
          MetricAlarms: world.alarms.filter(({ AlarmName }) =>
            AlarmName.startsWith(String(input['AlarmNamePrefix'])),
          ),
        },
      };
    case 'DescribeTrails':
      return { body: { trailList: world.trails } };
    case 'GetTrailStatus':
      return { body: { IsLogging: world.logging } };
    case 'GetEventSelectors':
      return { body: world.selectors };
    case '/listRegions':
    case '/list-regions':
      return { body: { Regions: regionsOf(world, account).map((RegionName) => ({ RegionName })) } };
    case 'ListQueues':
      return {
        body: {
          QueueUrls: Object.keys(world.deadLetters).map(
            (queue) => `${process.env['AWS_ENDPOINT_URL']}/1/${queue}`,
          ),
        },
      };
    case 'GetQueueAttributes': {
      const queue = String(input['QueueUrl']).split('/').at(-1) ?? '';
      return {
        body: {
          Attributes: { QueueArn: 'arn', ApproximateNumberOfMessages: String(world.deadLetters[queue]) },
        },
      };
    }
    case 'ListTables':
      return { body: { TableNames: ['countersign-security-StateTable1'] } };
    case 'BatchGetItem':
      return arrivalsOf(world, input);
    case 'GetSecretValue': {
      const SecretString = world.secrets[String(input['SecretId'])];
      return SecretString === undefined
        ? { status: 400, body: { __type: 'ResourceNotFoundException', message: 'no such secret' } }
        : { body: { SecretString } };
    }
    default:
      if (!path.startsWith('/2015-03-31/functions')) throw new Error(`nobody answers ${name}`);
      return { body: { Functions: world.versions.map(functionOf) } };
  }
}

function refusal(name: string, inXml: boolean): AwsAnswer {
  const message = `not authorized to perform ${name}`;
  return inXml
    ? {
        status: 403,
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
      }
    : { status: 403, body: { __type: 'AccessDeniedException', message } };
}

function subscriptionsOf({ subscription, topicIsThere }: DeployedWorld): AwsAnswer {
  if (!topicIsThere) {
    return {
      status: 404,
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error></ErrorResponse>',
    };
  }
  const member =
    subscription === null
      ? ''
      : `<member><Endpoint>${eventsQueueArn(CONFIG.security)}</Endpoint><SubscriptionArn>${subscription}</SubscriptionArn><Protocol>sqs</Protocol></member>`;
  return {
    body: `<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult><Subscriptions>${member}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`,
  };
}

function regionsOf({ regions }: DeployedWorld, account: string): readonly string[] {
  return (
    regions ??
    memberPlaces(CONFIG)
      .filter((place) => place.account === account)
      .map(({ region }) => region)
  );
}

function arrivalsOf({ canaryAt }: DeployedWorld, input: AwsRequest['input']): AwsAnswer {
  const table = 'countersign-security-StateTable1';
  const keys: { pk: { S: string } }[] = JSON.parse(JSON.stringify(input))['RequestItems'][table].Keys;
  const items = keys.map(({ pk }) => ({
    ...{ pk, sk: { N: '0' } },
    place: { S: pk.S.replace('arrival#', '') },
    lastAt: { N: String(canaryAt) },
  }));
  return { body: { Responses: { [table]: canaryAt === null ? [] : items } } };
}

function functionOf(version: string | null, index: number) {
  return {
    FunctionName: `countersign-security-Function${index}`,
    Environment: { Variables: version === null ? {} : { COUNTERSIGN_VERSION: version } },
  };
}
