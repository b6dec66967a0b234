import type { Secrets } from '../../lambda/ports/secrets.ts';

export type SecretsByName = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What every source of secrets keeps. `open` gives one that holds these. */
export function secretsContract(adapter: string, open: (secrets: SecretsByName) => Promise<Secrets>): void {
  describe(`secrets: ${adapter}`, () => {
    test('reads the fields of a secret', async () => {
      const secrets = await open({ duo: { integrationKey: 'DIXXX', secretKey: 'é"\\' } });

      expect(await secrets.read('duo')).toEqual({
        kind: 'delivered',
        value: { integrationKey: 'DIXXX', secretKey: 'é"\\' },
      });
    });

    test('names the fields that are still to be filled in, and no value', async () => {
      const secrets = await open({ slack: { token: '', signingSecret: 'REPLACE_ME', team: 'T0SECRET' } });

      expect(await secrets.read('slack')).toEqual({
        kind: 'permanent',
        reason: 'secret slack: fill in token, signingSecret',
      });
    });

    test('a secret without fields is permanent', async () => {
      const secrets = await open({ slack: {} });

      expect(await secrets.read('slack')).toEqual({
        kind: 'permanent',
        reason: 'secret slack has no fields yet',
      });
    });

    test('a secret that does not exist is permanent', async () => {
      const secrets = await open({});

      expect(await secrets.read('pagerduty')).toMatchObject({ kind: 'permanent' });
    });
  });
}
