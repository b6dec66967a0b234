/** An account and one of its regions. */
export interface CanaryPlace {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** What is known of the canaries of each place. Times are milliseconds since 1970. */
export interface Canaries {
  /** Before one is sent. The first counts as an arrival, so that a new place has time to prove itself. */
  expect(place: CanaryPlace, nonce: string, at: number): Promise<void>;
  /** False, and nothing noted, when no canary with this nonce was sent there within a day. */
  arrived(place: CanaryPlace, nonce: string, at: number): Promise<boolean>;
  /** By `canaryPlaceKey`, when the last one arrived; places without any are left out. */
  lastArrivals(places: readonly CanaryPlace[]): Promise<ReadonlyMap<string, number>>;
}

export function canaryPlaceKey({ account, region }: CanaryPlace): string {
  return `${account}/${region}`;
}
