import type { CanaryPlace } from './canaries.ts';
import type { Outcome } from './outcome.ts';

/** Makes the marked, harmless call in an account and region. */
export interface CanarySender {
  send(place: CanaryPlace, nonce: string): Promise<Outcome<null>>;
}
