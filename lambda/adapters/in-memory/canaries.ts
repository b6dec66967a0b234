import { placeKey } from '../../config/member-places.ts';
import type { Canaries } from '../../ports/canaries.ts';

export function createInMemoryCanaries(): Canaries {
  const expected = new Set<string>();
  const arrivals = new Map<string, number>();
  return {
    async expect(place, nonce, at) {
      const key = placeKey(place);
      expected.add(`${key}/${nonce}`);
      if (!arrivals.has(key)) arrivals.set(key, at);
    },
    async arrived(place, nonce, at) {
      const key = placeKey(place);
      if (!expected.has(`${key}/${nonce}`)) return false;
      arrivals.set(key, Math.max(at, arrivals.get(key) ?? 0));
      return true;
    },
    async lastArrivals(places) {
      const keys = new Set(places.map(placeKey));
      return new Map([...arrivals].filter(([key]) => keys.has(key)));
    },
  };
}
