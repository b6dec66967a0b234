import { credentialOf } from '../../journal/credential-of.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import { fitEntry } from '../../journal/fit-entry.ts';
import type { Journal } from '../../ports/journal.ts';

/** A journal for as long as the process lives. */
export function createInMemoryJournal(): Journal {
  const entries = new Map<string, JournalEntry>();
  const within = (sinceMs: number, untilMs: number): readonly JournalEntry[] =>
    [...entries.values()]
      .filter(({ at }) => at >= sinceMs && at < untilMs)
      .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));

  return {
    async append(added) {
      for (const entry of added) {
        if (!entries.has(entry.id)) entries.set(entry.id, fitEntry(entry));
      }
    },

    find: async (ids) => ids.map((id) => entries.get(id)).filter((entry) => entry !== undefined),

    async *read(sinceMs, untilMs) {
      yield* within(sinceMs, untilMs);
    },

    async *ofCredential(accessKeyId, sinceMs, untilMs) {
      yield* within(sinceMs, untilMs)
        .filter((entry) => credentialOf(entry) === accessKeyId)
        .reverse();
    },
  };
}
