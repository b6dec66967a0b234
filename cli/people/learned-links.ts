import type { ApiCall, Principal } from '../../lambda/cloudtrail/api-call.ts';
import { ancestorsOf, type CredentialLink, linksIn } from '../../lambda/people/descent.ts';

/** About 1 KB each. A trail read in the order of time uses a link within hours of its call. */
const MOST_LINKS = 100_000;

/** What the trail has told so far about where credentials came from; forgets the oldest beyond its bound. */
export class LearnedLinks {
  readonly #links = new Map<string, CredentialLink | null>();

  /** Learns from a call, and tells whom its own credentials came from. */
  follow(call: ApiCall): readonly Principal[] {
    for (const link of linksIn(call)) {
      this.#links.set(link.id, link);
      if (this.#links.size <= MOST_LINKS) continue;
      const [oldest] = this.#links.keys();
      if (oldest !== undefined) this.#links.delete(oldest);
    }
    return ancestorsOf(call, this.#links);
  }
}
