import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import { MASK, maskSecrets } from '../../lambda/journal/mask-secrets.ts';

describe('secrets of a request', () => {
  test.each([
    [{ masterUserPassword: 'hunter22' }],
    [{ MasterUserPassword: 'hunter22' }],
    [{ secretString: 'hunter22' }],
    [{ loginProfile: { password: 'hunter22' } }],
    [{ environment: { variables: { DB: 'hunter22' } } }],
    [{ containerDefinitions: [{ environment: [{ name: 'DB_PASSWORD', value: 'hunter22' }] }] }],
    [{ parameters: [{ parameterKey: 'DbUser', parameterValue: 'hunter22' }] }],
    [{ userData: 'hunter22' }],
    [{ credentials: { a: { b: ['hunter22'] } } }],
    [{ accessToken: 'hunter22' }],
    [{ source: { url: 'https://me:hunter22@example.com/x.git' } }],
    [{ description: '-----BEGIN RSA PRIVATE KEY-----hunter22' }],
  ])('%j keeps none', (request) => {
    const masked = JSON.stringify(maskSecrets(request));

    expect(masked).not.toContain('hunter22');
    expect(masked).toContain(MASK);
  });

  test.each([
    [{ userName: 'ana', passwordResetRequired: true }],
    [{ secretId: 'prod/db', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
    [{ policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess', roleName: 'token-reader' }],
    [{ ipPermissions: { items: [{ ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] } }],
    [{ policyDocument: '{"Statement":[{"Action":"secretsmanager:GetSecretValue"}]}' }],
    [{ maxResults: 5, none: null }],
  ])('%j stays as it is', (request) => {
    expect(maskSecrets(request)).toEqual(request);
  });

  test.each(['password', 'clientSecret', 'authToken', 'privateKey', 'apiKey', 'passphrase'])(
    'whatever stands under %s is gone, at any depth',
    (name) => {
      const leaf: JsonObject = { [name]: { inner: ['hunter22'] } };
      const deep = ['items', 'list', 'config'].reduce<JsonObject>((inner, key) => ({ [key]: [inner] }), leaf);

      expect(JSON.stringify(maskSecrets(deep))).not.toContain('hunter22');
    },
  );
});
