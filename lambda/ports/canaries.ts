import type { MemberPlace } from '../config/member-places.ts';

/** What is known of the canaries of each place. Times are milliseconds since 1970. */
export interface Canaries {
  /** Before one is sent. The first counts as an arrival, so that a new place has time to prove itself. */
  expect(place: MemberPlace, nonce: string, at: number): Promise<void>;
  /** False, and nothing noted, when no canary with this nonce was sent there within a day. */
  arrived(place: MemberPlace, nonce: string, at: number): Promise<boolean>;
  /** By `placeKey`, when the last one arrived; places without any are left out. */
  lastArrivals(places: readonly MemberPlace[]): Promise<ReadonlyMap<string, number>>;
}
