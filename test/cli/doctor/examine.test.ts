import type { ExaminedDeployment } from '../../../cli/doctor/deployment.ts';
import { examine } from '../../../cli/doctor/examine.ts';
import { CHECKS, type Check, type Finding } from '../../../cli/doctor/finding.ts';
import { openQuestions } from '../../../cli/doctor/open-questions.ts';
import type { DeployedRule } from '../../../lambda/eventbridge/compare-rules.ts';
import { type AwsEndpoint, startAwsEndpoint } from '../../adapters/aws/aws-endpoint.ts';
import { ARCHIVE_FEED, CONFIG, MEMBER_PATTERNS } from '../../lib/deployment.ts';
import { archiveRule } from './archive-rule.ts';
import { answerOf, type DeployedWorld, NOW, rightWorld, VERSION } from './deployed-world.ts';
import { fetchOf, rightVendors, type Vendors } from './vendors-stand-in.ts';

const config = { ...CONFIG, duo: { host: 'api-0a1b2c3d.duosecurity.com', names: {} } };
const DEPLOYED: ExaminedDeployment = {
  config,
  patterns: MEMBER_PATTERNS,
  rules: [],
  undeliverable: [],
  version: VERSION,
};
const PLACE = '111122223333/eu-central-1';

let world = rightWorld();
let vendors: Vendors = rightVendors(NOW);
let endpoint: AwsEndpoint;
const before = { ...process.env };

beforeAll(async () => {
  endpoint = await startAwsEndpoint((request) => answerOf(world, request));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint.place.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(async () => {
  for (const name of ['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  await endpoint.close();
});
beforeEach(() => {
  world = rightWorld();
  vendors = rightVendors(NOW);
});

async function findings(deployment = DEPLOYED): Promise<readonly Finding[]> {
  return examine(deployment, openQuestions(deployment.config, fetchOf(vendors), { now: () => NOW }));
}

/** What is not right. */
async function faults(deployment = DEPLOYED): Promise<readonly Finding[]> {
  return (await findings(deployment)).filter(({ state }) => state !== 'right');
}

type Rules = readonly DeployedRule[];

function changeRule(change: (rules: Rules) => Rules): void {
  world.rules.set(PLACE, change(world.rules.get(PLACE) ?? []));
}

function change(part: Partial<DeployedWorld>): void {
  Object.assign(world, part);
}

function answer(part: Partial<Vendors>): void {
  Object.assign(vendors, part);
}

function secret(name: string, text: string | null): void {
  if (text === null) delete world.secrets[name];
  else world.secrets[name] = text;
}

describe('countersign doctor, of a deployment where everything is right', () => {
  test('finds nothing wrong, and says so of every check', async () => {
    const feeding = { ...DEPLOYED, rules: [archiveRule()], config: { ...config, archiveFeed: ARCHIVE_FEED } };
    world.selectors = {
      AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
        {
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    };

    const found = await findings(feeding);

    expect(found.filter(({ state }) => state !== 'right')).toEqual([]);
    expect(new Set(found.map(({ check }) => check))).toEqual(new Set(CHECKS));
  });

  test('shows no secret', async () => {
    expect(JSON.stringify(await findings())).not.toContain('hush');
  });

  test('pages nobody and asks nobody: PagerDuty is told the end of what never began, Duo is not asked to push', async () => {
    await findings();

    expect(
      vendors.sent.map(({ host, path }) => `${host}${path}`).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual([
      'api-0a1b2c3d.duosecurity.com/auth/v2/check',
      'events.pagerduty.com/v2/enqueue',
      'slack.com/api/auth.test',
    ]);
    const event = vendors.sent.find(({ host }) => host === 'events.pagerduty.com')?.body ?? '{}';
    expect(JSON.parse(event)).toMatchObject({ event_action: 'resolve', dedup_key: 'countersign/doctor' });
  });
});

const WRONG: readonly [Check, string, () => void, string][] = [
  ['rules', 'a rule that is gone', () => changeRule((rules) => rules.slice(1)), 'missing'],
  [
    'rules',
    'a rule that is off',
    () => changeRule((rules) => rules.map((rule, at) => (at === 0 ? { ...rule, state: 'DISABLED' } : rule))),
    'disabled',
  ],
  [
    'rules',
    'a pattern that is another one',
    () => changeRule((rules) => rules.map((rule, at) => (at === 0 ? { ...rule, pattern: {} } : rule))),
    'altered',
  ],
  [
    'rules',
    'a rule that nothing asks for',
    () =>
      changeRule((rules) => [...rules, { name: 'countersign-x', state: 'ENABLED', pattern: {}, topics: [] }]),
    'extra',
  ],
  ['rules', 'no rule at all', () => changeRule(() => []), 'none of 2 rules is there'],
  ['topic', 'a topic that is gone', () => change({ topicIsThere: false }), 'the topic is not there'],
  ['topic', 'a subscription that is gone', () => change({ subscription: null }), 'does not deliver to'],
  [
    'topic',
    'a subscription that nobody confirmed',
    () => change({ subscription: 'PendingConfirmation' }),
    'not confirmed',
  ],
  ['canary', 'a canary that is late', () => change({ canaryAt: NOW - 46 * 60_000 }), 'last one 46 min ago'],
  ['canary', 'a place without a canary', () => change({ canaryAt: null }), 'no canary was ever sent there'],
  [
    'alarms',
    'an alarm that is on',
    () => alarm('countersign-member-lost-events', { StateValue: 'ALARM' }),
    'countersign-member-lost-events is on',
  ],
  [
    'alarms',
    'an alarm that is on in the security account',
    () => alarm('countersign-drain-failing', { StateValue: 'ALARM' }),
    'countersign-drain-failing is on',
  ],
  [
    'alarms',
    'an alarm that tells nobody',
    () => alarm('countersign-drain-failing', { ActionsEnabled: false }),
    'tells nobody',
  ],
  [
    'alarms',
    'alarms that are gone',
    () => change({ alarms: [] }),
    'not there: countersign-member-undelivered-events',
  ],
  ['trail', 'no trail', () => change({ trails: [] }), 'no trail'],
  ['trail', 'a trail that is off', () => change({ logging: false }), 'all is switched off'],
  [
    'trail',
    'a trail of one region',
    () => change({ trails: world.trails.map((trail) => ({ ...trail, IsMultiRegionTrail: false })) }),
    'all is of one region',
  ],
  [
    'trail',
    'a trail of writes alone',
    () =>
      change({
        selectors: {
          EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'WriteOnly' }],
        },
      }),
    'all leaves out management events',
  ],
  [
    'trail',
    'a trail without management events',
    () =>
      change({ selectors: { EventSelectors: [{ IncludeManagementEvents: false, ReadWriteType: 'All' }] } }),
    'all leaves out management events',
  ],
  [
    'trail',
    'advanced selectors of writes alone',
    () =>
      change({
        selectors: {
          AdvancedEventSelectors: [
            {
              FieldSelectors: [
                { Field: 'eventCategory', Equals: ['Management'] },
                { Field: 'readOnly', Equals: ['false'] },
              ],
            },
          ],
        },
      }),
    'all leaves out management events',
  ],
  [
    'regions',
    'a region that nobody watches',
    () => change({ regions: ['us-east-1', 'eu-central-1', 'af-south-1', 'sa-east-1'] }),
    'switched on but not watched: af-south-1, sa-east-1',
  ],
  [
    'regions',
    'a region that is not switched on',
    () => change({ regions: ['us-east-1'] }),
    'configured but not switched on: eu-central-1',
  ],
  [
    'dead-letters',
    'dead letters',
    () => change({ deadLetters: { 'countersign-security-VerifyDeadLetters1': 3 } }),
    'countersign-security-VerifyDeadLetters1: 3 waiting',
  ],
  ['dead-letters', 'no queue', () => change({ deadLetters: {} }), 'no queue of the security stack is here'],
  [
    'version',
    'older functions',
    () => change({ versions: ['0123456789ab', VERSION] }),
    '1 of 2 functions run 0123456789ab',
  ],
  ['version', 'functions without a version', () => change({ versions: [null] }), 'does not say its name'],
  ['version', 'no function', () => change({ versions: [] }), 'no function of the security stack is here'],
  [
    'secrets',
    'a secret that is not filled in',
    () => secret('countersign/duo', '{"integrationKey":"REPLACE_ME","secretKey":"hush"}'),
    'countersign/duo: fill in integrationKey',
  ],
  [
    'secrets',
    'a field that is missing',
    () => secret('countersign/duo', '{"integrationKey":"hush"}'),
    'countersign/duo: the field secretKey is missing',
  ],
  [
    'secrets',
    'a secret that is gone',
    () => secret('countersign/pagerduty-webhook', null),
    'countersign/pagerduty-webhook is not there',
  ],
  [
    'slack',
    'a token that lacks scopes',
    () =>
      answer({
        slack: () => Response.json({ ok: true }, { headers: { 'x-oauth-scopes': 'chat:write,users:read' } }),
      }),
    'lacks im:write, users:read.email',
  ],
  [
    'slack',
    'a token that Slack refuses',
    () => answer({ slack: () => Response.json({ ok: false, error: 'invalid_auth' }) }),
    'invalid_auth',
  ],
  [
    'duo',
    'keys that Duo refuses',
    () =>
      answer({
        duo: () =>
          Response.json({ stat: 'FAIL', code: 40_103, message: 'Invalid signature' }, { status: 401 }),
      }),
    'Invalid signature',
  ],
  [
    'pagerduty',
    'a key that PagerDuty refuses',
    () => answer({ pagerDuty: () => Response.json({ message: 'Event object is invalid' }, { status: 400 }) }),
    'Event object is invalid',
  ],
  ['clock', 'a clock that is wrong', () => answer({ time: NOW - 120_000 }), '120 s ahead of'],
];

function alarm(name: string, change: Partial<DeployedWorld['alarms'][number]>): void {
  world.alarms = world.alarms.map((each) => (each.AlarmName === name ? { ...each, ...change } : each));
}

describe('countersign doctor, of a deployment where one thing is wrong', () => {
  test.each(WRONG)('%s: finds %s', async (check, _what, spoil, detail) => {
    spoil();

    const found = await faults();

    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((each) => each.check))).toEqual(new Set([check]));
    expect(found.map((each) => each.state)).toContain('wrong');
    expect(found.map((each) => each.detail).join('\n')).toContain(detail);
    expect(found.every(({ remedy }) => remedy !== null && remedy !== '')).toBe(true);
    expect(JSON.stringify(found)).not.toContain('hush');
  });

  test('duo: finds that no host is configured', async () => {
    const found = await faults({ ...DEPLOYED, config: { ...config, duo: { host: null, names: {} } } });

    expect(found).toMatchObject([{ check: 'duo', state: 'wrong' }]);
  });

  test('feed: finds rules that need the trail’s files where none are read', async () => {
    const found = await faults({ ...DEPLOYED, rules: [archiveRule()] });

    expect(found).toMatchObject([
      { check: 'feed', detail: '1 rules need the trail’s files and do not run: test/objects' },
    ]);
  });

  test('data-events: finds that no trail logs the objects that a rule reads', async () => {
    const found = await faults({
      ...DEPLOYED,
      rules: [archiveRule()],
      config: { ...config, archiveFeed: ARCHIVE_FEED },
    });

    expect(found.map(({ check, where }) => `${check} ${where}`)).toEqual([
      'data-events 111122223333',
      'data-events 123456789012',
    ]);
  });
});

describe('countersign doctor, when it is refused', () => {
  test.each([
    ['ListRules', 'rules', 'events:ListRules'],
    ['ListSubscriptionsByTopic', 'topic', 'sns:ListSubscriptionsByTopic'],
    ['BatchGetItem', 'canary', 'dynamodb:BatchGetItem'],
    ['DescribeAlarms', 'alarms', 'cloudwatch:DescribeAlarms'],
    ['DescribeTrails', 'trail', 'cloudtrail:DescribeTrails'],
    ['ListQueues', 'dead-letters', 'sqs:ListQueues'],
    ['GetSecretValue', 'secrets', 'secretsmanager:GetSecretValue'],
  ])(
    '%s: %s is not known, and the permission that it needs is named',
    async (operation, check, permission) => {
      world.refused.add(operation);

      const found = (await faults()).filter((each) => each.check !== 'clock');

      expect(new Set(found.map((each) => `${each.check} ${each.state}`))).toEqual(
        new Set([`${check} unknown`]),
      );
      expect(found[0]?.remedy).toContain(permission);
    },
  );

  test('the role of an account that lets nobody in hides that account and no other answer', async () => {
    world.refused.add('AssumeRole');

    const found = await faults();

    expect(new Set(found.map(({ check }) => check))).toEqual(
      new Set(['rules', 'topic', 'alarms', 'trail', 'regions']),
    );
    expect(found.every(({ state }) => state === 'unknown')).toBe(true);
  });

  test('a vendor that is down is not known, and neither is the clock when nobody answers', async () => {
    const down = () => {
      throw new TypeError('fetch failed');
    };
    Object.assign(vendors, { slack: down, duo: down, pagerDuty: down });

    const found = await faults();

    expect(
      found.map(({ check, state }) => `${check} ${state}`).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['clock unknown', 'duo unknown', 'pagerduty unknown', 'slack unknown']);
  });
});
