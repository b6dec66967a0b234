import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { SLACK_PATH } from '../../lib/slack-endpoint.ts';
import { ARCHIVE, ARCHIVE_FEED, CONFIG, resourcesOf, stacksOf, statementsOf } from './deployment.ts';

function docOf(path: string): string {
  return readFileSync(resolve(__dirname, '../../docs', path), 'utf8');
}

const { security, members } = stacksOf({ ...CONFIG, archive: ARCHIVE, archiveFeed: ARCHIVE_FEED });
const globalMember = firstOf(members);

function firstOf(stacks: readonly Stack[]): Stack {
  const [first] = stacks;
  if (first === undefined) throw new Error('no member stack');
  return first;
}

/** Role → its actions, besides those on its own log. */
function granted(stack: Stack): ReadonlyMap<string, readonly string[]> {
  const policies = resourcesOf(Template.fromStack(stack), 'AWS::IAM::Policy');
  return new Map(
    policies.map(({ id, properties }) => {
      const actions = statementsOf(properties.PolicyDocument).flatMap((statement) => statement.actions);
      const told = new Set(actions.filter((action) => !/^logs:(CreateLogStream|PutLogEvents)$/.test(action)));
      return [id.replace(/Role.*/, ''), sorted(told)];
    }),
  );
}

function explained(section: string): ReadonlyMap<string, readonly string[]> {
  const roles = new Map<string, Set<string>>();
  for (const [, role = '', actions = ''] of section.matchAll(/^\| (\w+) \| (`[^|]+`) \|/gm)) {
    const known = roles.get(role) ?? new Set();
    for (const [, action = ''] of actions.matchAll(/`([^`]+)`/g)) known.add(action);
    roles.set(role, known);
  }
  return new Map([...roles].map(([role, actions]) => [role, sorted(actions)]));
}

function sorted(texts: Iterable<string>): readonly string[] {
  return [...texts].sort((left, right) => left.localeCompare(right));
}

describe('docs/permissions.md', () => {
  const [, ofSecurity = '', ofMembers = ''] = docOf('permissions.md').split(/^## /m);

  test('explains each permission of the security account, and no other', () => {
    expect(explained(ofSecurity)).toEqual(granted(security));
  });

  test('explains what an organisation adds, to which roles', () => {
    const organization = { managementAccount: '999999999999', units: ['r-ab12'], regions: ['us-east-1'] };
    const within = granted(stacksOf({ ...CONFIG, archive: ARCHIVE, organization }).security);
    const without = granted(security);
    const added = [...within].flatMap(([role, actions]) => {
      const more = actions.filter((action) => without.get(role)?.includes(action) !== true);
      return more.length === 0 ? [] : [[role, more]];
    });
    const [, roles = '', told = ''] =
      /^\| (\w+, \w+) \| ([^|]*organizations:[^|]*) \|/m.exec(ofSecurity) ?? [];
    const actions = sorted([...told.matchAll(/`([^`]+)`/g)].flatMap(([, action]) => action ?? []));

    expect(actions).toHaveLength(2);
    expect(added).toEqual(roles.split(', ').map((role) => [role, actions]));
  });

  test('explains each permission in member accounts, and no other', () => {
    expect(explained(ofMembers)).toEqual(granted(globalMember));
  });
});

describe('docs/deploy', () => {
  test("the Slack app's manifest can be pasted and asks at the deployed path", () => {
    const manifest = parse(docOf('deploy/slack-app-manifest.yaml'));

    expect(manifest.settings.interactivity).toEqual({
      is_enabled: true,
      request_url: expect.stringMatching(new RegExp(`^https://.*${SLACK_PATH}$`)),
    });
    expect(manifest.settings.event_subscriptions).toEqual({
      request_url: manifest.settings.interactivity.request_url,
      bot_events: ['app_home_opened'],
    });
    expect(manifest.oauth_config.scopes.bot).toEqual(
      expect.arrayContaining(['chat:write', 'users:read.email']),
    );
  });

  test('the service control policy fits into one, and covers the names of what is deployed', () => {
    const text = docOf('deploy/service-control-policy.json');
    const policy = JSON.parse(text);
    const resources = policy.Statement.flatMap(({ Resource }: { Resource: string[] }) => Resource).join(' ');
    const named = JSON.stringify(Template.fromStack(globalMember).toJSON()).matchAll(
      /"(?:Name|TopicName|RoleName|AlarmName)":"([^"]+)"(?!,"Value")/g,
    );

    // Source: "Quotas for AWS Organizations", 5,120 characters without white space.
    expect(JSON.stringify(policy).length).toBeLessThanOrEqual(5_120);
    expect([...named].filter(([, name = '']) => !name.startsWith('countersign-'))).toEqual([]);
    for (const kind of ['alarm:', 'rule/', 'role/', 'sns:*:*:', 'sqs:*:*:*', 'stack/']) {
      expect(resources).toContain(`${kind}countersign-`);
    }
  });

  test('the walk-through names stacks, secrets and outputs as they are', () => {
    const text = docOf('deploy.md');
    const secrets = resourcesOf(Template.fromStack(security), 'AWS::SecretsManager::Secret');
    const known = secrets.map(({ properties }) => String(properties.Name));

    expect(known.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    expect(text).toContain('`SlackRequestUrl`');
    expect(text).toContain(security.node.id);
  });
});
