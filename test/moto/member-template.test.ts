import { resolve } from 'node:path';
import {
  DisableRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { Template } from 'aws-cdk-lib/assertions';
import { awsClientConfig } from '../../lambda/adapters/aws/client-config.ts';
import { memberCredentials } from '../../lambda/adapters/aws/member-credentials.ts';
import { createEventBridgeDeployedRules } from '../../lambda/adapters/eventbridge/deployed-rules.ts';
import { createInMemoryMetrics } from '../../lambda/adapters/in-memory/metrics.ts';
import { readRulesFolders } from '../../lambda/adapters/rule-files/read-rules-folder.ts';
import { createSqsClient } from '../../lambda/adapters/sqs/client.ts';
import { expectedRules } from '../../lambda/eventbridge/expected-rules.ts';
import { memberPatterns } from '../../lambda/eventbridge/member-patterns.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { compareDeployedRules } from '../../lambda/workflows/compare-rules.ts';
import { memberTemplates } from '../../lib/member-template.ts';
import { EVENTS_QUEUE, externalId } from '../../lib/names.ts';
import { CONFIG, resourcesOf } from '../lib/deployment.ts';
import { createWorld, only } from '../workflows/world.ts';
import { ACCOUNT, CALLS, entryOf } from './calls.ts';
import { isMotoInstalled, type MotoServer, startMoto } from './moto-server.ts';
import { createStack, type EmulatedAccount, madeResources, query } from './query-api.ts';
import { queueNamed } from './queue-named.ts';
import { relay } from './relay.ts';

jest.setTimeout(60_000);

const STACK = 'countersign-member';
const CREDENTIALS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'anything' };
const GLOBAL = { account: ACCOUNT, region: 'us-east-1' };
const REGIONAL = { account: ACCOUNT, region: 'eu-west-1' };
/** What moto's CloudFormation says it has made and has not. */
const UNSUPPORTED = [
  'AWS::CloudWatch::Alarm',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
];

const { documents } = readRulesFolders([resolve(__dirname, '../../rules')]);
const { catalogue } = compileCatalogue(documents, { levels: {} });
const patterns = memberPatterns(catalogue.rules);
const templates = memberTemplates(CONFIG, patterns, {});

const isInstalled = isMotoInstalled();
if (!isInstalled) console.warn('moto_server is not installed: no template is deployed into an emulated AWS');
(isInstalled ? describe : describe.skip)('the member template, deployed into an emulated account', () => {
  let server: MotoServer;
  let account: EmulatedAccount;

  beforeAll(async () => {
    server = await startMoto();
    account = { endpoint: server.endpoint, credentials: CREDENTIALS };
    await createStack(account, GLOBAL.region, { name: STACK, template: templates.global });
    await createStack(account, REGIONAL.region, { name: STACK, template: templates.regional });
  });
  afterAll(() => server?.stop());

  const configOf = (region: string) => awsClientConfig({ ...account, region }, { requestMs: 30_000 });
  const eventBridge = (region: string) => new EventBridgeClient(configOf(region));
  const sqs = (region: string) => createSqsClient({ ...account, region });

  /** As the hourly comparison does it: into the account as the role that only reads. */
  const compare = (...places: readonly (typeof GLOBAL)[]) => {
    const credentials = memberCredentials(
      {
        roleName: 'countersign-read',
        externalId: externalId(ACCOUNT),
        sessionName: 'countersign-compare',
        sts: { ...account, region: 'eu-central-1' },
      },
      { now: Date.now },
    );
    return compareDeployedRules(
      {
        deployedRules: createEventBridgeDeployedRules(credentials, { endpoint: account.endpoint }),
        metrics: createInMemoryMetrics(),
        places: async () => ({ places, problem: null }),
        expectedAt: (place) => expectedRules(CONFIG, patterns, place),
      },
      () => 600_000,
    );
  };

  test.each([
    ['global', GLOBAL],
    ['regional', REGIONAL],
  ] as const)('%s: all is made but what the emulator cannot make', async (kind, { region }) => {
    const template = Template.fromJSON(JSON.parse(templates[kind]));
    const wanted = Object.entries<{ Type: string }>(template.toJSON()['Resources'])
      .filter(([, { Type }]) => !UNSUPPORTED.includes(Type))
      .map(([id]) => id);

    expect([...(await madeResources(account, region, STACK))].sort()).toEqual(wanted.sort());
  });

  test('every rule is there with the state, pattern and topic that are derived from the catalogue', async () => {
    expect(patterns.global.length).toBeGreaterThan(patterns.regional.length);
    expect(await compare(GLOBAL, REGIONAL)).toEqual({
      compared: 2,
      differing: 0,
      differences: [],
      notCompared: [],
    });
  });

  test('the roles let the security account in with its external id, and nobody else', async () => {
    const trustOf = async (RoleName: string): Promise<unknown> => {
      const asked = { Action: 'GetRole', Version: '2010-05-08', RoleName };
      const answer = await query(account, { service: 'iam', region: 'us-east-1' }, asked);
      const [, document = ''] = /<AssumeRolePolicyDocument>([^<]+)</.exec(answer) ?? [];
      return JSON.parse(decodeURIComponent(document));
    };

    for (const name of ['countersign-read', 'countersign-canary']) {
      expect(await trustOf(name)).toMatchObject({
        Statement: [
          {
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
            Condition: { StringEquals: { 'sts:ExternalId': externalId(ACCOUNT) } },
          },
        ],
      });
    }
  });

  test('what could not be delivered is kept for two weeks, encrypted', async () => {
    const client = sqs(REGIONAL.region);
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({ QueueNamePrefix: STACK }));
    expect(QueueUrls).toHaveLength(2);
    for (const QueueUrl of QueueUrls) {
      const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
      expect((await client.send(asked)).Attributes).toMatchObject({
        MessageRetentionPeriod: '1209600',
        SqsManagedSseEnabled: 'true',
      });
    }
  });

  // From here on the rules are changed: what looks at them as they were deployed stands above.
  test('a call that a rule wants comes through the patterns, the topic and the queue to its person; others do not', async () => {
    const { region } = GLOBAL;
    const topicArn = await onlyTopic(region);
    const hop = await queueNamed('hop', sqs(region));
    const bus = eventBridge(region);
    for (const { name } of expectedRules(CONFIG, patterns, GLOBAL)) {
      await bus.send(new RemoveTargetsCommand({ Rule: name, Ids: ['topic'] }));
      await bus.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: 'hop', Arn: hop.arn }] }));
    }
    const events = await queueNamed(EVENTS_QUEUE, sqs(CONFIG.security.region));
    const sns = new SNSClient(configOf(region));
    const subscription = only(
      resourcesOf(Template.fromJSON(JSON.parse(templates.global)), 'AWS::SNS::Subscription'),
    ).properties;
    expect(subscription.Endpoint).toBe(events.arn);
    await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: subscription.Protocol,
        Endpoint: subscription.Endpoint,
      }),
    );

    await bus.send(new PutEventsCommand({ Entries: CALLS.map(entryOf) }));
    const through = await relay(hop.queue, { client: sns, topicArn, account: ACCOUNT });
    const world = createWorld({ config: CONFIG });
    const report = await world.drainWith({ queue: events.queue, catalogue, config: CONFIG });

    expect([...new Set(through)]).toEqual(['AuthorizeSecurityGroupIngress', 'CreateUser']);
    expect(report).toMatchObject({ notified: 1, alerted: 1, quarantined: 0, errors: [], emptied: true });
    expect(only(world.asked()).text).toContain('CreateUser');
    expect(only(only(world.incidents()).pages).summary).toContain('AuthorizeSecurityGroupIngress');
    const asked = new GetQueueAttributesCommand({ QueueUrl: events.url, AttributeNames: ['All'] });
    expect((await sqs(CONFIG.security.region).send(asked)).Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
  });

  test('whoever switches a rule off, empties it, turns it elsewhere or adds one is named', async () => {
    const bus = eventBridge(REGIONAL.region);
    const [off = '', emptied = '', turned = ''] = patterns.regional.map(({ name }) => `countersign-${name}`);
    await bus.send(new DisableRuleCommand({ Name: off }));
    await bus.send(new PutRuleCommand({ Name: emptied, EventPattern: '{"source":["nobody"]}' }));
    await bus.send(new RemoveTargetsCommand({ Rule: turned, Ids: ['topic'] }));
    await bus.send(new PutRuleCommand({ Name: 'countersign-own', EventPattern: '{"source":["aws.iam"]}' }));

    const { differences } = await compare(REGIONAL);

    const place = `${ACCOUNT}/${REGIONAL.region}`;
    expect(differences).toEqual(
      [
        `${place} ${off}: disabled, it is switched off`,
        `${place} ${emptied}: altered, its pattern is another one`,
        `${place} ${turned}: altered, it does not deliver to countersign-events`,
        `${place} countersign-own: extra, no rule of the catalogue asks for it`,
      ].sort(),
    );
  });

  async function onlyTopic(region: string): Promise<string> {
    const { Topics = [] } = await new SNSClient(configOf(region)).send(new ListTopicsCommand({}));
    return only(Topics).TopicArn ?? '';
  }
});
