import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { parseCall } from '../../lambda/cloudtrail/parse-call.ts';
import { DEFAULT_CONFIG } from '../../lambda/config/default-config.ts';
import { machineOf } from '../../lambda/people/machine.ts';
import { personOf } from '../../lambda/people/person-of.ts';

const ACCOUNT = '111122223333';

function session(more: JsonObject, name = 'ada@example.com') {
  const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/app/${name}`;
  return parseCall({
    recipientAccountId: ACCOUNT,
    userIdentity: { type: 'AssumedRole', accountId: ACCOUNT, arn, ...more },
  });
}

const federated = (host: string) =>
  session({
    sessionContext: {
      webIdFederationData: { federatedProvider: `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}` },
    },
  });

describe('programs', () => {
  test.each([
    ['token.actions.githubusercontent.com', 'ci'],
    ['gitlab.com', 'ci'],
    ['gitlab.example.com', 'ci'],
    ['oidc.eks.eu-west-1.amazonaws.com/id/ABC', 'kubernetes'],
    ['app.terraform.io', 'ci'],
  ])('%s vouches for programs, whatever name they give their session', (host, kind) => {
    expect(machineOf(federated(host))?.kind).toBe(kind);
    expect(personOf(federated(host), DEFAULT_CONFIG.people)).toBeNull();
  });

  test('another identity provider may vouch for people', () => {
    expect(machineOf(federated('login.example.com'))).toBeNull();
    expect(machineOf(federated('evil.example.com/token.actions.githubusercontent.com'))).toBeNull();
    expect(personOf(federated('login.example.com'), DEFAULT_CONFIG.people)?.email).toBe('ada@example.com');
  });

  test('an instance and a function are told by what AWS writes of them', () => {
    expect(machineOf(session({}, 'i-0123456789abcdef0'))?.kind).toBe('instance');
    expect(machineOf(session({ inScopeOf: { issuerType: 'AWS::Lambda::Function' } }))?.kind).toBe('lambda');
  });

  test('a role that a service assumed for itself is a program', () => {
    const [service] = [
      parseCall({ userIdentity: { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' } }),
    ];

    expect(machineOf(session({}), [service.principal])?.kind).toBe('lambda');
    expect(personOf(session({}), DEFAULT_CONFIG.people, [service.principal])).toBeNull();
  });

  test('the user agent proves nothing', () => {
    const call = parseCall({ ...session({}).record, userAgent: 'exec-env/AWS_Lambda_nodejs24.x' });

    expect(machineOf(call)).toBeNull();
  });
});
