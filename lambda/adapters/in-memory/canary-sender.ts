import { type MemberPlace, placeKey } from '../../config/member-places.ts';
import type { CanarySender } from '../../ports/canary-sender.ts';
import { delivered, type Failure } from '../../ports/outcome.ts';

export interface InMemoryCanarySender extends CanarySender {
  /** What was sent, in order. */
  sent(): readonly { readonly place: MemberPlace; readonly nonce: string }[];
}

/** @param failureAt why nothing can be sent to a place (`<account>/<region>`); null: it can */
export function createInMemoryCanarySender(
  failureAt: (place: string) => Failure | null = () => null,
): InMemoryCanarySender {
  const kept: { readonly place: MemberPlace; readonly nonce: string }[] = [];
  return {
    async send(place, nonce) {
      const failure = failureAt(placeKey(place));
      if (failure !== null) return failure;
      kept.push({ place, nonce });
      return delivered(null);
    },
    sent: () => [...kept],
  };
}
