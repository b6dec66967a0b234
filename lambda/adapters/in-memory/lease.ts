import type { Clock } from '../../ports/clock.ts';
import type { Lease } from '../../ports/lease.ts';

export function createInMemoryLease(clock: Clock): Lease {
  let held: { readonly holder: string; readonly until: number } | null = null;
  return {
    async take(holder, forMs) {
      if (held !== null && held.holder !== holder && held.until > clock.now()) return false;
      held = { holder, until: clock.now() + forMs };
      return true;
    },
    async release(holder) {
      if (held?.holder === holder) held = null;
    },
  };
}
