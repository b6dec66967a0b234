import { ruleIdsOf, severityOf } from './whole-catalogue.ts';

const VERSIONS = ['', 'V2', 'V3', 'V9'];

describe("AWS's quarantine of a user whose key is public", () => {
  test.each(
    VERSIONS.flatMap(
      (version) =>
        [
          [
            version,
            'AttachUserPolicy',
            { policyArn: `arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine${version}` },
          ],
          [
            version,
            'PutUserPolicy',
            { policyName: `AWSCompromisedKeyQuarantine${version}`, policyDocument: '{}' },
          ],
        ] as const,
    ),
  )('version %s of the policy, by %s, pages', (_version, eventName, policy) => {
    const parameters = { userName: 'bob', ...policy };

    expect(ruleIdsOf('iam', eventName, parameters)).toContain('iam/quarantined');
    expect(severityOf('iam', eventName, parameters)).toBe('alert');
  });
});
