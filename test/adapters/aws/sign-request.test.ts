import { signedHeaders } from '../../../lambda/adapters/aws/sign-request.ts';

/** Credentials, time and results of the "Signature Version 4 test suite". */
const CREDENTIALS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const AT = Date.UTC(2015, 7, 30, 12, 36);
const SCOPE = { region: 'us-east-1', service: 'service' };
const URL = 'https://example.amazonaws.com/';

describe('signedHeaders', () => {
  test.each([
    ['post-vanilla', {}, '', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'post-x-www-form-urlencoded',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'Param1=value1',
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ])('signs %s as AWS does', (_name, headers, body, signature) => {
    const { authorization } = signedHeaders({ url: URL, headers, body }, SCOPE, CREDENTIALS, AT);

    expect(authorization).toMatch(new RegExp(`Signature=${signature}$`));
  });

  test('signs the token of temporary credentials too', () => {
    const signed = signedHeaders(
      { url: URL, headers: {}, body: '' },
      SCOPE,
      { ...CREDENTIALS, sessionToken: 'token' },
      AT,
    );

    expect(signed['x-amz-security-token']).toBe('token');
    expect(signed['authorization']).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token,');
  });
});
