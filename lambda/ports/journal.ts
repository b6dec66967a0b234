import type { JournalEntry } from '../journal/entry.ts';

export interface Journal {
  /** Any number of entries. An entry whose id exists is left as it was. Throws if any could not be written. */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** The entries with these ids, as far as they exist, in no order. No id twice. Any number. */
  find(ids: readonly string[]): Promise<readonly JournalEntry[]>;
  /** Entries with `at` from `sinceMs` (inclusive) to `untilMs` (exclusive), oldest first. */
  read(sinceMs: number, untilMs: number): AsyncIterable<JournalEntry>;
  /**
   * Calls made with an access key, of the same times, newest first: whoever reads may stop. Costs nothing for what
   * other keys did. May lag behind by seconds.
   */
  ofCredential(accessKeyId: string, sinceMs: number, untilMs: number): AsyncIterable<JournalEntry>;
}
