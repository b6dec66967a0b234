import { principalOf } from '../../lambda/cloudtrail/identity.ts';
import type { JsonObject } from '../../lambda/cloudtrail/json.ts';

const ACCOUNT = '111122223333';

function principal(userIdentity: JsonObject[string], record: JsonObject = {}) {
  return principalOf({ ...record, userIdentity }, ACCOUNT);
}

function assumedRole(role: string, session: string, sessionContext: JsonObject = {}, path = '/'): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        arn: `arn:aws:iam::${ACCOUNT}:role${path}${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      ...sessionContext,
    },
  };
}

const SSO_ROLE = 'AWSReservedSSO_Admin_0123456789abcdef';
const SSO_PATH = '/aws-reserved/sso.amazonaws.com/eu-west-1/';

describe('principalOf', () => {
  test('reads an Identity Center session, whose role has a path', () => {
    expect(principal(assumedRole(SSO_ROLE, 'ana@example.com', {}, SSO_PATH))).toMatchObject({
      kind: 'sso',
      sessionName: 'ana@example.com',
      roleName: SSO_ROLE,
      roleArn: `arn:aws:iam::${ACCOUNT}:role${SSO_PATH}${SSO_ROLE}`,
      accessKeyId: 'ASIAEXAMPLE',
      label: 'ana@example.com via AWSReservedSSO_Admin',
    });
  });

  test('takes a role that is only named like an Identity Center role for an ordinary one', () => {
    expect(principal(assumedRole(SSO_ROLE, 'ana@example.com')).kind).toBe('role-session');
  });

  test('takes a service-linked role for the service, and one that is only named like it not', () => {
    const path = '/aws-service-role/rds.amazonaws.com/';

    expect(principal(assumedRole('AWSServiceRoleForRDS', 's', {}, path)).kind).toBe('service');
    expect(principal(assumedRole('AWSServiceRoleForRDS', 's')).kind).toBe('role-session');
  });

  test.each([
    ['an Identity Center role', `/team:role${SSO_PATH}`],
    ['a service-linked role', '/team:role/aws-service-role/rds.amazonaws.com/'],
  ])('takes a role whose path holds the text of %s for an ordinary one', (_, path) => {
    expect(principal(assumedRole('Build', 'ana@example.com', {}, path)).kind).toBe('role-session');
  });

  test.each([
    ['a session named by EC2', 'i-0123456789abcdef0', {}, 'instance'],
    ['credentials delivered by the metadata service', 'x', { ec2RoleDelivery: '2.0' }, 'instance'],
    [
      'a web identity',
      'x',
      { webIdFederationData: { federatedProvider: 'accounts.example.com' } },
      'web-identity',
    ],
    ['an empty web identity', 'x', { webIdFederationData: {} }, 'role-session'],
    ['nothing special', 'x', {}, 'role-session'],
  ])('tells a role session with %s', (_, session, context, kind) => {
    expect(principal(assumedRole('app', session, context)).kind).toBe(kind);
  });

  test('takes the session name from the principal id where there is no ARN', () => {
    const { arn: _, ...identity } = assumedRole('app', 'deploy');

    expect(principal(identity).sessionName).toBe('deploy');
  });

  test.each<[string, JsonObject, string, string]>([
    ['root', { type: 'Root', accountId: ACCOUNT }, 'root', `root of ${ACCOUNT}`],
    ['an IAM user', { type: 'IAMUser', userName: 'alice', accountId: ACCOUNT }, 'iam-user', 'IAM user alice'],
    ['a role', { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/app` }, 'role-session', 'role app'],
    [
      'a federated user',
      { type: 'FederatedUser', arn: `arn:aws:sts::${ACCOUNT}:federated-user/bob` },
      'federated',
      'federated user bob',
    ],
    ['a directory user', { type: 'Directory', userName: 'bob' }, 'federated', 'directory user bob'],
    ['a SAML user', { type: 'SAMLUser', userName: 'bob' }, 'federated', 'SAML user bob'],
    ['a web identity', { type: 'WebIdentityUser', userName: 'bob' }, 'web-identity', 'web identity bob'],
    ['a service', { type: 'AWSService', invokedBy: 'rds.amazonaws.com' }, 'service', 'rds.amazonaws.com'],
    [
      'another account',
      { type: 'AWSAccount', accountId: '123456789012', principalId: 'AIDAEXAMPLE' },
      'cross-account',
      'a principal of account 123456789012',
    ],
    [
      'an anonymous caller',
      { type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' },
      'anonymous',
      'anonymous caller',
    ],
    [
      'an Identity Center user',
      { type: 'IdentityCenterUser', onBehalfOf: { userId: '544894e8-80c1-707f' } },
      'sso',
      'Identity Center user 544894e8-80c1-707f',
    ],
    ['an unknown type on behalf of a user', { type: 'Unknown', onBehalfOf: { userId: 'u-1' } }, 'sso', 'u-1'],
    ['an unknown type', { type: 'Unknown', userName: 'user1' }, 'anonymous', 'user1'],
    [
      'a service without a type',
      { accountId: ACCOUNT, invokedBy: 'AWS Internal' },
      'service',
      'AWS Internal',
    ],
    ['nothing', {}, 'anonymous', 'unknown caller'],
  ])('reads %s', (_, identity, kind, label) => {
    expect(principal(identity)).toMatchObject({ kind, label });
  });

  test.each([undefined, null, 'garbage', 7, []])('reads an identity that is %p', (identity) => {
    expect(principal(identity)).toMatchObject({ kind: 'anonymous', label: 'unknown caller', arn: null });
  });

  test('does not take the placeholder of a hidden name for a name', () => {
    const hidden = principal({ type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' });

    expect(hidden.userName).toBeNull();
    expect(hidden.label).toBe('IAM user (name hidden by AWS)');
  });

  test('knows MFA of a session and of a sign-in', () => {
    const session = assumedRole('app', 'x', { attributes: { mfaAuthenticated: 'true' } });

    expect(principal(session).mfa).toBe(true);
    expect(principal({ type: 'IAMUser' }, { additionalEventData: { MFAUsed: 'YES' } }).mfa).toBe(true);
    expect(principal({ type: 'IAMUser' }, { additionalEventData: { MFAUsed: 'No' } }).mfa).toBe(false);
  });

  test('shows hostile names on one short line', () => {
    const { label } = principal({ type: 'IAMUser', userName: `a\n\u202eb\u001b[31m${'x'.repeat(500)}` });

    expect(label).not.toMatch(/\p{C}/u);
    expect(label.length).toBeLessThan(120);
  });
});
