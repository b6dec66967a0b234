import type { Clock } from '../../lambda/ports/clock.ts';
import type { Lease } from '../../lambda/ports/lease.ts';
import { movableClock } from './outage.ts';

/** What every lease keeps. */
export function leaseContract(adapter: string, open: (clock: Clock) => Promise<Lease>): void {
  describe(`lease: ${adapter}`, () => {
    test('one of many that ask at once gets it', async () => {
      const lease = await open(movableClock());

      const taken = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => lease.take(holder, 1_000)));

      expect(taken.filter((got) => got)).toHaveLength(1);
    });

    test('is held until its time is over', async () => {
      const clock = movableClock();
      const lease = await open(clock);
      await lease.take('a', 1_000);

      clock.advance(999);
      expect(await lease.take('b', 1_000)).toBe(false);
      clock.advance(1);
      expect(await lease.take('b', 1_000)).toBe(true);
    });

    test('its holder may take it longer', async () => {
      const clock = movableClock();
      const lease = await open(clock);
      await lease.take('a', 1_000);

      expect(await lease.take('a', 5_000)).toBe(true);
      clock.advance(2_000);
      expect(await lease.take('b', 1_000)).toBe(false);
    });

    test('is free once given back', async () => {
      const lease = await open(movableClock());
      await lease.take('a', 1_000);

      await lease.release('a');

      expect(await lease.take('b', 1_000)).toBe(true);
    });

    test('a late release leaves it with its new holder', async () => {
      const clock = movableClock();
      const lease = await open(clock);
      await lease.take('a', 1_000);
      clock.advance(1_000);
      await lease.take('b', 1_000);

      await lease.release('a');

      expect(await lease.take('c', 1_000)).toBe(false);
    });
  });
}
