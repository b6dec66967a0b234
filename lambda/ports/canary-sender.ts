import type { MemberPlace } from '../config/member-places.ts';
import type { Outcome } from './outcome.ts';

/** Makes the marked, harmless call in an account and region. */
export interface CanarySender {
  send(place: MemberPlace, nonce: string): Promise<Outcome<null>>;
}
