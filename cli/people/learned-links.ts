import type { ApiCall, Principal } from '../../lambda/cloudtrail/api-call.ts';
import { ancestorsOf, type CredentialLink, linksIn } from '../../lambda/people/descent.ts';

/** About 1 KB each. */
const MOST_LINKS = 100_000;

/** What a trail has told so far about where credentials came from; forgets the oldest beyond its bound. */
export class LearnedLinks {
  readonly #links = new Map<string, CredentialLink | null>();

  learn(call: ApiCall): void {
    for (const link of linksIn(call)) {
      this.#links.set(link.id, link);
      const [oldest] = this.#links.keys();
      if (this.#links.size > MOST_LINKS && oldest !== undefined) this.#links.delete(oldest);
    }
  }

  /** Whom a call's credentials came from, nearest first. */
  readonly ancestorsOf = (call: ApiCall): readonly Principal[] => ancestorsOf(call, this.#links);
}
