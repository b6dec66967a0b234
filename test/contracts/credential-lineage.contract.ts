import type { CredentialLink } from '../../lambda/people/descent.ts';
import type { Clock } from '../../lambda/ports/clock.ts';
import { type CredentialLineage, LINK_KEPT_MS } from '../../lambda/ports/credential-lineage.ts';
import { movableClock } from './outage.ts';

const LINK: CredentialLink = {
  id: 'key:ASIA1',
  session: 'arn:aws:sts::111122223333:assumed-role/deployer/s',
  caller: {
    account: '111122223333',
    identity: { type: 'IAMUser', userName: 'ada', sessionContext: { n: 1.5 } },
  },
  sharedEventID: null,
};
const SHARED: CredentialLink = { id: 'shared:e-1', session: null, caller: LINK.caller, sharedEventID: null };
const ELSEWHERE: CredentialLink = { ...LINK, id: 'key:ASIA2', caller: null, sharedEventID: 'e-1' };

/** What everything that remembers where credentials came from does. */
export function credentialLineageContract(
  adapter: string,
  open: (clock: Clock) => Promise<CredentialLineage>,
): void {
  describe(`credential lineage: ${adapter}`, () => {
    test('finds what it learned, as it was, and leaves out what it did not', async () => {
      const lineage = await open(movableClock(1_000));
      await lineage.learn([LINK, SHARED, ELSEWHERE]);

      const found = await lineage.find([LINK.id, SHARED.id, ELSEWHERE.id, 'key:other']);

      expect(found).toEqual(new Map([LINK, SHARED, ELSEWHERE].map((link) => [link.id, link])));
    });

    test('takes the same link again, and the same id twice at once', async () => {
      const lineage = await open(movableClock(1_000));
      await lineage.learn([LINK, LINK]);
      await lineage.learn([LINK]);

      expect(await lineage.find([LINK.id, LINK.id])).toEqual(new Map([[LINK.id, LINK]]));
    });

    test('takes nothing and finds nothing', async () => {
      const lineage = await open(movableClock(1_000));
      await lineage.learn([]);

      expect(await lineage.find([])).toEqual(new Map());
    });

    test('takes ids and texts of any length and content', async () => {
      const lineage = await open(movableClock(1_000));
      const odd = { ...LINK, id: `key:${'é\ud800'.repeat(2_000)}` };
      await lineage.learn([odd]);

      expect([...(await lineage.find([odd.id])).values()].map(({ caller }) => caller)).toEqual([LINK.caller]);
    });

    test('takes more than a batch of the table holds', async () => {
      const lineage = await open(movableClock(1_000));
      const many = Array.from({ length: 130 }, (_, index) => ({ ...LINK, id: `key:${index}` }));
      await lineage.learn(many);

      expect((await lineage.find(many.map(({ id }) => id))).size).toBe(130);
    });

    test('forgets after its time', async () => {
      const clock = movableClock(1_000);
      const lineage = await open(clock);
      await lineage.learn([LINK]);

      clock.advance(LINK_KEPT_MS - 2_000);
      expect((await lineage.find([LINK.id])).size).toBe(1);
      clock.advance(4_000);
      expect((await lineage.find([LINK.id])).size).toBe(0);
    });
  });
}
