import { memberCredentials } from '../../../lambda/adapters/aws/member-credentials.ts';
import { createEventBridgeDeployedRules } from '../../../lambda/adapters/eventbridge/deployed-rules.ts';
import { type MemberPlace, placeKey } from '../../../lambda/config/member-places.ts';
import type { DeployedRule } from '../../../lambda/eventbridge/compare-rules.ts';
import { deployedRulesContract } from '../../contracts/deployed-rules.contract.ts';
import { movableClock } from '../../contracts/outage.ts';
import { assumeRole } from '../aws/assumed-roles.ts';
import { type AwsAnswer, type AwsEndpoint, type AwsRequest, startAwsEndpoint } from '../aws/aws-endpoint.ts';

const CLOSED = '999900001111';
const HERE = { account: '111122223333', region: 'eu-central-1' };
const MINUTE_MS = 60_000;

const open: AwsEndpoint[] = [];
afterAll(() => Promise.all(open.map((endpoint) => endpoint.close())));

/** EventBridge and STS: pages of 100, and no rule is found that the name does not begin like. */
async function eventBridge(fault: (request: AwsRequest) => AwsAnswer | null = () => null) {
  const deployed = new Map<string, readonly DeployedRule[]>();
  const asked: AwsRequest[] = [];
  const clock = movableClock();
  const answer = (request: AwsRequest): AwsAnswer => {
    const { operation, input, sessionToken, region } = request;
    const failed = fault(request);
    if (failed !== null) return failed;
    if (operation === 'AssumeRole') return assumeRole(request, [CLOSED], clock.now() + 15 * MINUTE_MS);
    const rules = deployed.get(placeKey({ account: sessionToken, region })) ?? [];
    const from = Number(input['NextToken'] ?? 0);
    const next = (items: readonly unknown[]) =>
      from + 100 < items.length ? { NextToken: String(from + 100) } : {};
    if (operation === 'ListRules') {
      const found = rules.filter(({ name }) => name.startsWith(String(input['NamePrefix'])));
      const page = found.slice(from, from + 100).map(({ name, state, pattern }) => ({
        Name: name,
        State: state,
        ...(pattern !== null && { EventPattern: JSON.stringify(pattern) }),
      }));
      return { body: { Rules: page, ...next(found) } };
    }
    const arn = String(input['TargetArn']);
    const found = rules.filter(({ topics }) =>
      topics.some((topic) => arn === `arn:aws:sns:${region}:${sessionToken}:${topic}`),
    );
    return { body: { RuleNames: found.slice(from, from + 100).map(({ name }) => name), ...next(found) } };
  };
  const endpoint = await startAwsEndpoint((request) => {
    asked.push(request);
    return answer(request);
  });
  open.push(endpoint);
  const role = {
    roleName: 'countersign-read',
    externalId: 'countersign-1',
    sessionName: 'countersign-compare',
    sts: { ...endpoint.place, region: 'eu-west-1' },
  };
  const credentials = memberCredentials(role, clock);
  return {
    deployedRules: createEventBridgeDeployedRules(credentials, { endpoint: endpoint.place.endpoint }),
    deploy: (place: MemberPlace, rules: readonly DeployedRule[]) => deployed.set(placeKey(place), rules),
    closed: CLOSED,
    asked,
    clock,
  };
}

deployedRulesContract('EventBridge', () => eventBridge());

describe('deployed rules of EventBridge', () => {
  test('assumes the role that only reads, with the external id, once for all regions of an account', async () => {
    const { deployedRules, asked } = await eventBridge();

    await deployedRules.list(HERE);
    await deployedRules.list({ ...HERE, region: 'us-east-1' });

    const assumed = asked.filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed.map(({ input }) => input)).toEqual([
      expect.objectContaining({
        RoleArn: 'arn:aws:iam::111122223333:role/countersign-read',
        ExternalId: 'countersign-1',
        RoleSessionName: 'countersign-compare',
      }),
    ]);
  });

  test('assumes it anew when the session is about to end', async () => {
    const { deployedRules, asked, clock } = await eventBridge();
    await deployedRules.list(HERE);
    clock.advance(14 * MINUTE_MS);

    await deployedRules.list(HERE);

    expect(asked.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(2);
  });

  test('lets an account in that was closed before', async () => {
    let closed = true;
    const { deployedRules } = await eventBridge(({ operation }) =>
      closed && operation === 'AssumeRole' ? assumeRoleDenied() : null,
    );
    expect(await deployedRules.list(HERE)).toMatchObject({ kind: 'permanent' });
    closed = false;

    expect(await deployedRules.list(HERE)).toEqual({ kind: 'delivered', value: [] });
  });

  test('does not take a list for whole that never ends', async () => {
    const { deployedRules } = await eventBridge(({ operation }) =>
      operation === 'ListRules' ? { body: { Rules: [], NextToken: 'again' } } : null,
    );

    expect(await deployedRules.list(HERE)).toEqual({
      kind: 'transient',
      reason: 'Error: EventBridge gave more than 20 pages',
    });
  });
});

function assumeRoleDenied(): AwsAnswer {
  return {
    status: 403,
    body: '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>',
  };
}
