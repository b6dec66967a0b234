import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { ancestorsOf, type CredentialLink, linksIn, nextLinkOf } from '../../lambda/people/descent.ts';

const HERE = '111122223333';
const THERE = '123456789012';
const ADA = { type: 'IAMUser', userName: 'ada', accountId: HERE, accessKeyId: 'AKIAEXAMPLE0000000001' };

function sessionArn(account: string, name: string) {
  return `arn:aws:sts::${account}:assumed-role/deployer/${name}`;
}

function session(key: string, name = 's', account = HERE): JsonObject {
  return { type: 'AssumedRole', accountId: account, accessKeyId: key, arn: sessionArn(account, name) };
}

function assumeRole(
  userIdentity: JsonObject,
  key: string,
  more: { account?: string; role?: string; name?: string } & JsonObject = {},
) {
  const { account = HERE, role = account, name = 's', ...rest } = more;
  return parseCall({
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    recipientAccountId: account,
    userIdentity,
    responseElements: {
      credentials: { accessKeyId: key, sessionToken: 'REDACTED' },
      assumedRoleUser: { arn: sessionArn(role, name) },
    },
    ...rest,
  });
}

function known(links: readonly CredentialLink[]): Map<string, CredentialLink | null> {
  return new Map(links.map((link) => [link.id, link]));
}

const labels = (call: ReturnType<typeof assumeRole>, links: readonly CredentialLink[]) =>
  ancestorsOf(call, known(links)).map(({ label }) => label);

const callBy = (userIdentity: JsonObject, recipientAccountId = HERE) =>
  parseCall({ eventSource: 's3.amazonaws.com', eventName: 'PutObject', recipientAccountId, userIdentity });

describe('the descent of a credential', () => {
  test('leads from an issued key back to its caller', () => {
    const links = linksIn(assumeRole(ADA, 'ASIA1'));

    expect(labels(callBy(session('ASIA1')), links)).toEqual(['IAM user ada']);
  });

  test('leads through several roles, whatever the order in which they were learned', () => {
    const links = [...linksIn(assumeRole(session('ASIA1'), 'ASIA2')), ...linksIn(assumeRole(ADA, 'ASIA1'))];

    expect(labels(callBy(session('ASIA2')), links)).toEqual(['s via deployer', 'IAM user ada']);
  });

  test('ends where a key is not known', () => {
    expect(labels(callBy(session('ASIA9')), linksIn(assumeRole(ADA, 'ASIA1')))).toEqual([]);
  });

  test('crosses accounts when both copies of the call name the same shared event', () => {
    const foreign = { type: 'AWSAccount', accountId: HERE };
    const copies = [
      assumeRole(foreign, 'ASIA1', { account: THERE, sharedEventID: 'shared-1' }),
      assumeRole(ADA, 'ASIA1', { account: HERE, role: THERE, sharedEventID: 'shared-1' }),
    ];

    expect(labels(callBy(session('ASIA1', 's', THERE), THERE), copies.flatMap(linksIn))).toEqual([
      'IAM user ada',
    ]);
  });

  test('an account alone cannot claim that a session of another account is its own', () => {
    const claim = assumeRole(ADA, 'ASIA1', { account: HERE, role: THERE, sharedEventID: 'made-up' });

    expect(labels(callBy(session('ASIA1', 's', THERE), THERE), linksIn(claim))).toEqual([]);
  });

  test('a key used under another session than it was issued for has no ancestors', () => {
    const links = linksIn(assumeRole(ADA, 'ASIA1', { name: 'other' }));

    expect(labels(callBy(session('ASIA1')), links)).toEqual([]);
  });

  test('is not learned from a call that failed, or that hands out nothing', () => {
    expect(linksIn(assumeRole(ADA, 'ASIA1', { errorCode: 'AccessDenied' }))).toEqual([]);
    expect(linksIn(assumeRole(ADA, 'ASIA1', { eventName: 'GetCallerIdentity' }))).toEqual([]);
    expect(linksIn(assumeRole(ADA, 'ASIA1', { eventSource: 'evil.example.com' }))).toEqual([]);
  });

  test('keeps no secret', () => {
    const call = assumeRole(ADA, 'ASIA1', {
      responseElements: {
        credentials: { accessKeyId: 'ASIA1', secretAccessKey: 'the secret', sessionToken: 'the token' },
        assumedRoleUser: { arn: sessionArn(HERE, 's') },
      },
    });

    expect(JSON.stringify(linksIn(call))).not.toMatch(/the secret|the token/);
  });

  test('ends where roles assume each other for ever', () => {
    const links = linksIn(assumeRole(session('ASIA1'), 'ASIA1'));

    expect(labels(callBy(session('ASIA1')), links)).toHaveLength(8);
  });

  test('names the link to look up next until the chain ends', () => {
    const call = callBy(session('ASIA1'));
    const links = linksIn(assumeRole(ADA, 'ASIA1'));

    expect(nextLinkOf(call, new Map())).toBe('key:ASIA1');
    expect(nextLinkOf(call, known(links))).toBeNull();
    expect(nextLinkOf(call, new Map([['key:ASIA1', null]]))).toBeNull();
    expect(nextLinkOf(callBy(ADA), new Map())).toBeNull();
  });
});
