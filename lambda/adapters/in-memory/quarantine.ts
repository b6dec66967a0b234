import type { Quarantine, QuarantinedBody } from '../../ports/quarantine.ts';

/** Quarantined bodies for as long as the process lives. */
export function createInMemoryQuarantine(): Quarantine {
  const bodies = new Map<string, QuarantinedBody>();

  return {
    async put(entry) {
      if (!bodies.has(entry.id)) bodies.set(entry.id, entry);
    },

    async *list() {
      yield* [...bodies.values()].sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
    },
  };
}
