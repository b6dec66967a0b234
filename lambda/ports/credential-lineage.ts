import type { CredentialLink } from '../people/descent.ts';

/** How long a link is kept: the longest session (36 hours, of a federated user), one more by chaining, and late arrival. */
export const LINK_KEPT_MS = 72 * 3_600_000;

/** Memory of where temporary credentials came from: what the calls of STS told. It holds key ids, never secrets. */
export interface CredentialLineage {
  /** Notes links. The same id again, as when a call is delivered twice, writes it anew. Any number. */
  learn(links: readonly CredentialLink[]): Promise<void>;
  /** The links of those ids that are known. Any number. */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, CredentialLink>>;
}
