import { resolve } from 'node:path';
import { PublishCommand } from '@aws-sdk/client-sns';
import { createTableClient } from '../../lambda/adapters/dynamodb/client.ts';
import { createInMemoryMetrics } from '../../lambda/adapters/in-memory/metrics.ts';
import { createSnsClientFor } from '../../lambda/adapters/sns/subscriptions.ts';
import { createSqsClient } from '../../lambda/adapters/sqs/client.ts';
import { createSqsQueue } from '../../lambda/adapters/sqs/queue.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { composeDrain } from '../../lambda/composition/compose-drain.ts';
import type { Config } from '../../lambda/config/config.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { ENVIRONMENT } from '../../lambda/environment.ts';
import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import { drain } from '../../lambda/workflows/drain.ts';
import { readConfiguredRules } from '../../lib/read-rules.ts';
import { type Servers, startServers } from '../../local/pipeline/servers.ts';
import { LOCAL_SECRETS, LOCAL_VENDORS, localSecrets } from '../../local/pipeline/vendor-settings.ts';
import { createVendors } from '../../local/pipeline/vendors.ts';
import { createTables, LOCAL_TABLES } from '../../local/servers/create-tables.ts';

const FIRST = '111122223333';
const SECOND = '444455556666';
const FOREIGN = '999900001111';
const CONFIG: Config = {
  ...DEFAULT_CONFIG,
  accounts: [FIRST, SECOND].map((id) => ({ id, name: `account ${id}`, regions: 'all', owner: null })),
};
const PATIENCE_MS = 60_000;

function topicOf(account: string, region: string, name = 'countersign-events'): string {
  return `arn:aws:sns:${region}:${account}:${name}`;
}

/** Stops a trail: whoever does it, it is paged. */
function stopsTrail(account: string, eventID: string): JsonObject {
  return {
    eventVersion: '1.11',
    eventID,
    eventTime: new Date().toISOString(),
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    awsRegion: 'eu-central-1',
    recipientAccountId: account,
    readOnly: false,
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2.17.0',
    userIdentity: {
      type: 'IAMUser',
      userName: 'ada@example.com',
      accountId: account,
      principalId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::${account}:user/ada@example.com`,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    },
    requestParameters: { name: 'organization' },
  };
}

/** The drain as it is deployed, over the embedded SQS, SNS and DynamoDB, and stand-ins of the vendors. */
async function deployed(servers: Servers) {
  const { queues, tables } = servers;
  await createTables(createTableClient(tables.place));
  const clock = { now: () => Date.now() };
  const vendors = createVendors(clock, null, LOCAL_VENDORS.duo.host);
  const { region: _region, ...anyRegion } = queues.place;
  const rules = readConfiguredRules(resolve(__dirname, '../..'), CONFIG).documents;
  const ports = composeDrain(
    {
      environment: {
        [ENVIRONMENT.queueUrl]: queues.urls.events,
        [ENVIRONMENT.verifyQueueUrl]: queues.urls.verify,
        [ENVIRONMENT.investigateQueueUrl]: queues.urls.investigate,
        [ENVIRONMENT.stateTable]: LOCAL_TABLES.state,
        [ENVIRONMENT.journalTable]: LOCAL_TABLES.journal,
        [ENVIRONMENT.slackTokenSecret]: LOCAL_SECRETS.slackToken,
        [ENVIRONMENT.duoSecret]: LOCAL_SECRETS.duo,
        [ENVIRONMENT.pagerDutySecret]: LOCAL_SECRETS.pagerDuty,
      },
      clock,
      random: Math.random,
      sleep: () => Promise.resolve(),
      fetch: vendors.fetch,
      secrets: localSecrets(),
      places: { sqs: queues.place, sns: queues.place, dynamodb: tables.place },
    },
    { config: CONFIG, rules },
    { metrics: createInMemoryMetrics(), lastWaitSeconds: 0 },
  );
  const snsFor = createSnsClientFor(anyRegion);
  return {
    queues,
    queue: createSqsQueue({ client: createSqsClient(queues.place), queueUrl: queues.urls.events }),
    drain: () => drain(ports, () => PATIENCE_MS),
    publish: async (topicArn: string, record: JsonObject) => {
      const client = snsFor(topicArn.split(':')[3] ?? '');
      await client.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(eventOf(record)) }));
    },
    journal: async (kind: string): Promise<readonly JsonObject[]> => {
      const found: JsonObject[] = [];
      for await (const entry of ports.journal.read(0, Date.now() + PATIENCE_MS)) {
        if (entry.kind === kind) found.push(entry.data);
      }
      return found;
    },
    pages: () => vendors.pagerduty.state().incidents.map((incident) => JSON.stringify(incident)),
  };
}

describe('the way of a call over SNS and SQS', () => {
  let servers: Servers;
  beforeAll(async () => {
    servers = await startServers(null);
  }, PATIENCE_MS);
  afterAll(() => servers.close());

  test(
    'is opened by two member accounts in regions of their own, and never by a third',
    async () => {
      const world = await deployed(servers);
      const [first, second] = [topicOf(FIRST, 'eu-central-1'), topicOf(SECOND, 'us-east-1')];
      const foreign = topicOf(FOREIGN, 'eu-central-1');
      for (const topic of [first, second, foreign]) await world.queues.askToSubscribe(topic);

      await world.publish(first, stopsTrail(FIRST, '00000000-0000-4000-8000-000000000001'));
      expect(await world.drain()).toMatchObject({ alerted: 0, quarantined: 1, errors: [] });
      expect((await world.journal('subscription')).map(({ topicArn }) => topicArn).sort()).toEqual(
        [first, second].sort(),
      );
      expect(await world.journal('quarantine')).toEqual([{ reason: expect.stringContaining('not ours') }]);

      await world.publish(first, stopsTrail(FIRST, '00000000-0000-4000-8000-000000000002'));
      await world.publish(second, stopsTrail(SECOND, '00000000-0000-4000-8000-000000000003'));
      await world.publish(foreign, stopsTrail(FOREIGN, '00000000-0000-4000-8000-000000000004'));
      expect(await world.drain()).toMatchObject({ messages: 2, alerted: 2, errors: [] });
      expect(world.pages()).toHaveLength(2);
      expect(world.pages().filter((page) => page.includes(FOREIGN))).toEqual([]);

      // The queue's policy keeps it out; should that ever fail, the envelope gives it away.
      await world.queues.ensureTopic(foreign);
      await world.publish(foreign, stopsTrail(FIRST, '00000000-0000-4000-8000-000000000005'));
      await world.publish(second, stopsTrail(FIRST, '00000000-0000-4000-8000-000000000006'));
      await world.publish(foreign, stopsTrail(FOREIGN, '00000000-0000-4000-8000-000000000007'));
      await world.drain();
      const forged = world.pages().slice(2);
      expect(forged).toHaveLength(2);
      expect(forged.filter((page) => page.includes(foreign))).toHaveLength(1);
      expect(forged.filter((page) => page.includes(second))).toHaveLength(1);
      expect(await world.journal('quarantine')).toContainEqual({
        reason: expect.stringContaining(`account ${FOREIGN} is not a member account`),
      });
      expect(await world.queue.receive(0)).toEqual([]);
    },
    PATIENCE_MS,
  );
});
