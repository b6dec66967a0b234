import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import type { Config } from '../../lambda/config/config.ts';
import { personOf } from '../../lambda/people/person-of.ts';

const ACCOUNT = '111122223333';
const ANY: Config['people'] = { domains: null, overrides: {}, owners: {} };

function person(userIdentity: JsonObject, people: Partial<Config['people']> = {}) {
  const call = parseCall({ recipientAccountId: ACCOUNT, userIdentity });
  return personOf(call, { ...ANY, ...people });
}

function session(name: string, options: { sso?: boolean; account?: string; sourceIdentity?: string } = {}) {
  const { sso = false, account = ACCOUNT, sourceIdentity } = options;
  const role = sso ? 'AWSReservedSSO_Admin_0123456789abcdef' : 'deployer';
  const path = sso ? '/aws-reserved/sso.amazonaws.com/' : '/';
  return {
    type: 'AssumedRole',
    accountId: account,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role${path}${role}` }, sourceIdentity },
  };
}

describe('personOf', () => {
  test('knows an Identity Center session by its e-mail, in lower case, with high confidence', () => {
    expect(person(session('Ana@Example.com', { sso: true }))).toEqual({
      email: 'ana@example.com',
      confidence: 'high',
      by: 'Identity Center session name',
    });
  });

  test('believes a session name of another role little: its caller chose it', () => {
    expect(person(session('ana@example.com'))).toMatchObject({ email: 'ana@example.com', confidence: 'low' });
  });

  test('prefers the source identity to a chosen session name', () => {
    expect(person(session('eve@example.com', { sourceIdentity: 'ana@example.com' }))).toMatchObject({
      email: 'ana@example.com',
      confidence: 'high',
    });
  });

  test('believes a name of another account little', () => {
    const foreign = session('ana@example.com', { sso: true, account: '123456789012' });

    expect(person(foreign)).toMatchObject({ confidence: 'low', by: 'name in another account' });
  });

  test('knows an IAM user whose name is an e-mail', () => {
    expect(person({ type: 'IAMUser', userName: 'ana@example.com' })?.confidence).toBe('high');
  });

  test('knows an IAM user by the ARN where the record has no name', () => {
    const arn = `arn:aws:iam::${ACCOUNT}:user/staff/ana@example.com`;

    expect(person({ type: 'IAMUser', arn })).toMatchObject({ email: 'ana@example.com', by: 'IAM user name' });
  });

  test('knows nobody by a hidden name, whatever else is there', () => {
    const arn = `arn:aws:iam::${ACCOUNT}:user/ana@example.com`;

    expect(person({ type: 'IAMUser', arn, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' })).toBeNull();
  });

  test('knows a SAML user', () => {
    expect(person({ type: 'SAMLUser', userName: 'ana@example.com' })?.confidence).toBe('high');
  });

  test('believes a federated user little', () => {
    const arn = `arn:aws:sts::${ACCOUNT}:federated-user/ana@example.com`;

    expect(person({ type: 'FederatedUser', arn })?.confidence).toBe('low');
  });

  test('knows nobody behind names of foreign domains', () => {
    expect(person(session('ana@example.net', { sso: true }), { domains: ['example.com'] })).toBeNull();
    expect(person(session('ana@sub.example.com', { sso: true }), { domains: ['example.com'] })).toBeNull();
    expect(person(session('ana@example.com', { sso: true }), { domains: ['example.com'] })).not.toBeNull();
  });

  test.each([
    'i-0123456789abcdef0',
    'botocore-session-1700000000',
    'GitHubActions',
    'AWSCloudFormation',
    'ana',
  ])('knows nobody behind the session %s', (name) => {
    expect(person(session(name))).toBeNull();
  });

  test.each([
    ['two addresses', 'ana@example.com,eve@example.com'],
    ['a space', 'ana smith@example.com'],
    ['a line break', 'ana@example.com\n'],
    ['a quote', '"ana"@example.com'],
    ['brackets', '<ana@example.com>'],
    ['a Cyrillic letter', 'аna@example.com'],
    ['a full-width letter', 'ａna@example.com'],
    ['no top-level domain', 'ana@localhost'],
    ['an address instead of a domain', 'ana@192.0.2.1'],
    ['255 characters', `ana@${'x.'.repeat(122)}example`],
  ])('takes a name with %s for no address', (_, userName) => {
    expect(person({ type: 'IAMUser', userName })).toBeNull();
  });

  test.each(['Root', 'AWSService', 'Unknown'])('knows nobody behind %s', (type) => {
    expect(person({ type, userName: 'ana@example.com' })).toBeNull();
  });
});

describe('overrides', () => {
  const overrides = {
    [`arn:aws:iam::${ACCOUNT}:role/deployer`]: 'Owner@example.com',
    'u-1234': 'ana@example.com',
    alice: 'alice@example.com',
    'eve@example.com': 'ana@example.com',
  };

  test('by ARN come first, with the highest confidence', () => {
    expect(person(session('eve@example.com'), { overrides })).toMatchObject({
      email: 'owner@example.com',
      confidence: 'highest',
    });
  });

  test('map an Identity Center user id', () => {
    const identity = { type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1234' } };

    expect(person(identity, { overrides })).toMatchObject({
      email: 'ana@example.com',
      confidence: 'highest',
    });
  });

  test('map an IAM user, whatever the domains', () => {
    const mapped = person({ type: 'IAMUser', userName: 'alice' }, { overrides, domains: ['example.org'] });

    expect(mapped).toMatchObject({ email: 'alice@example.com', confidence: 'highest' });
  });

  test('map a session of Identity Center surely, and one whose name its caller chose with low confidence', () => {
    const { [`arn:aws:iam::${ACCOUNT}:role/deployer`]: _, ...names } = overrides;

    expect(person(session('eve@example.com', { sso: true }), { overrides })?.confidence).toBe('highest');
    expect(person(session('alice'), { overrides: names })?.confidence).toBe('low');
  });

  test('do not map a user of another account by name', () => {
    const foreign = { type: 'IAMUser', userName: 'alice', accountId: '123456789012' };

    expect(person(foreign, { overrides })).toBeNull();
  });

  test('do not map names that every object has', () => {
    expect(person({ type: 'IAMUser', userName: 'constructor' })).toBeNull();
  });
});
