import type { Canaries } from '../../lambda/ports/canaries.ts';

const PLACE = { account: '111122223333', region: 'eu-central-1' };
const OTHER = { account: '111122223333', region: 'us-east-1' };
const KEY = '111122223333/eu-central-1';

/** What everything that keeps canaries keeps. */
export function canariesContract(adapter: string, open: () => Promise<Canaries>): void {
  describe(`canaries: ${adapter}`, () => {
    test('notes when an expected one arrives', async () => {
      const canaries = await open();
      await canaries.expect(PLACE, 'n1', 1_000);

      expect(await canaries.arrived(PLACE, 'n1', 5_000)).toBe(true);

      expect(await canaries.lastArrivals([PLACE, OTHER])).toEqual(new Map([[KEY, 5_000]]));
    });

    test('counts the first sending of a place as an arrival, later ones not', async () => {
      const canaries = await open();

      await canaries.expect(PLACE, 'n1', 1_000);
      await canaries.expect(PLACE, 'n2', 2_000);

      expect(await canaries.lastArrivals([PLACE])).toEqual(new Map([[KEY, 1_000]]));
    });

    test('notes nothing for a nonce that was never sent, or not there', async () => {
      const canaries = await open();
      await canaries.expect(PLACE, 'n1', 1_000);
      await canaries.expect(OTHER, 'n2', 1_000);

      expect(await canaries.arrived(PLACE, 'guessed', 5_000)).toBe(false);
      expect(await canaries.arrived(PLACE, 'n2', 5_000)).toBe(false);

      expect(await canaries.lastArrivals([PLACE])).toEqual(new Map([[KEY, 1_000]]));
    });

    test('an older one that arrives late takes nothing back', async () => {
      const canaries = await open();
      await canaries.expect(PLACE, 'n1', 1_000);
      await canaries.expect(PLACE, 'n2', 2_000);
      await canaries.arrived(PLACE, 'n2', 9_000);

      await canaries.arrived(PLACE, 'n1', 8_000);

      expect(await canaries.lastArrivals([PLACE])).toEqual(new Map([[KEY, 9_000]]));
    });
  });
}
