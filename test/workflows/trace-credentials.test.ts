import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { iamUser, PRODUCTION, record, STAGING } from './messages.ts';
import { createWorld, MINUTE_MS, only } from './world.ts';

const sessionArn = (account: string, name: string) => `arn:aws:sts::${account}:assumed-role/deployer/${name}`;

/** A call made with a temporary key of the role `deployer`. */
function roleCall(account: string, key: string, name: string, changes: JsonObject = {}): JsonObject {
  return record({
    eventID: `call-${key}`,
    recipientAccountId: account,
    userIdentity: {
      type: 'AssumedRole',
      accountId: account,
      accessKeyId: key,
      arn: sessionArn(account, name),
    },
    ...changes,
  });
}

/** The call that got that key, as `account` recorded it. */
function assumed(
  caller: JsonObject,
  key: string,
  { account = PRODUCTION, role = account, name = 'work', ...more }: Record<string, string> = {},
): JsonObject {
  return record({
    eventID: `assume-${key}-${account}`,
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    recipientAccountId: account,
    userIdentity: caller,
    requestParameters: { roleArn: `arn:aws:iam::${role}:role/deployer`, roleSessionName: name },
    responseElements: {
      credentials: { accessKeyId: key },
      assumedRoleUser: { arn: sessionArn(role, name) },
    },
    ...more,
  });
}

describe('credentials traced back to whom they came from', () => {
  test('a session whose name says nothing is asked about with whoever assumed the role', async () => {
    const world = createWorld();
    await world.deliverCalls(assumed(iamUser('ana@example.com'), 'ASIA1'));
    await world.drain();
    await world.deliverCalls(roleCall(PRODUCTION, 'ASIA1', 'work'));

    await world.later(2 * MINUTE_MS);

    expect(only(await world.questions()).person).toEqual({
      email: 'ana@example.com',
      confidence: 'high',
      by: 'chain of roles from IAM user ana@example.com',
    });
  });

  test('the call that explains a session may come in the same batch, behind it', async () => {
    const world = createWorld();
    await world.deliverCalls(
      roleCall(PRODUCTION, 'ASIA1', 'work'),
      assumed(iamUser('ana@example.com'), 'ASIA1'),
    );

    await world.drain();

    expect(only(await world.questions()).person.email).toBe('ana@example.com');
  });

  test('sessions in several accounts that one key made are one question', async () => {
    const world = createWorld();
    const ana = iamUser('ana@example.com');
    const foreign = { type: 'AWSAccount', accountId: PRODUCTION };
    await world.deliverCalls(
      assumed(ana, 'ASIA1'),
      assumed(ana, 'ASIA2', { role: STAGING, sharedEventID: 'shared-1' }),
      assumed(foreign, 'ASIA2', { account: STAGING, sharedEventID: 'shared-1' }),
      roleCall(PRODUCTION, 'ASIA1', 'work'),
      roleCall(STAGING, 'ASIA2', 'work'),
    );

    await world.drain();

    expect(only(await world.questions()).calls).toHaveLength(2);
  });

  test('a session of a known chain keeps its question apart from one of another key', async () => {
    const world = createWorld();
    await world.deliverCalls(
      assumed(iamUser('ana@example.com', 'AKIA1'), 'ASIA1'),
      assumed(iamUser('ana@example.com', 'AKIA2'), 'ASIA2'),
      roleCall(PRODUCTION, 'ASIA1', 'work'),
      roleCall(PRODUCTION, 'ASIA2', 'work'),
    );

    await world.drain();

    expect(await world.questions()).toHaveLength(2);
  });

  test('what an account that is no member tells of credentials does not count', async () => {
    const account = { regions: 'all', owner: null } as const;
    const world = createWorld({
      config: { accounts: [{ ...account, id: STAGING, name: 'staging' }] },
    });
    const ana = assumed(iamUser('ana@example.com'), 'ASIA1', { role: STAGING, sharedEventID: 'shared-1' });
    const foreign = { type: 'AWSAccount', accountId: PRODUCTION };
    await world.deliverCalls(
      ana,
      assumed(foreign, 'ASIA1', { account: STAGING, sharedEventID: 'shared-1' }),
      roleCall(STAGING, 'ASIA1', 'work'),
    );

    await world.drain();

    expect(await world.questions()).toEqual([]);
  });

  test('a memory that is away holds up no call: the record alone is judged, and the drain says so', async () => {
    const world = createWorld();
    const away = async () => {
      throw new Error('the table is away');
    };
    await world.deliverCalls(
      assumed(iamUser('ana@example.com'), 'ASIA9'),
      roleCall(PRODUCTION, 'ASIA1', 'bo@example.com'),
    );

    const report = await world.drainWith({ lineage: { learn: away, find: away } });

    expect(report.errors).toEqual([
      'credentials were not learned: the table is away',
      'credentials were not traced: the table is away',
    ]);
    expect(only(await world.questions()).person).toMatchObject({
      email: 'bo@example.com',
      confidence: 'low',
    });
    expect(await world.left()).toBe(0);
  });
});
