import type { CredentialLink } from '../../people/descent.ts';
import type { Clock } from '../../ports/clock.ts';
import { type CredentialLineage, LINK_KEPT_MS } from '../../ports/credential-lineage.ts';

/** Links for as long as the process lives, or their time. */
export function createInMemoryCredentialLineage(clock: Clock): CredentialLineage {
  const kept = new Map<string, { readonly link: CredentialLink; readonly until: number }>();
  return {
    async learn(links) {
      const now = clock.now();
      for (const [id, { until }] of kept) if (until <= now) kept.delete(id);
      for (const link of links) kept.set(link.id, { link, until: now + LINK_KEPT_MS });
    },
    async find(ids) {
      const now = clock.now();
      const found = [...new Set(ids)].flatMap((id) => kept.get(id) ?? []).filter(({ until }) => until > now);
      return new Map(found.map(({ link }) => [link.id, link]));
    },
  };
}
