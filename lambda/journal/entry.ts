import type { JsonObject } from '../cloudtrail/json.ts';

export const JOURNAL_VERSION = 1;

/** What an entry records. */
export type JournalKind =
  | 'call'
  | 'duplicate'
  | 'transition'
  | 'delivery'
  | 'quarantine'
  | 'subscription'
  | 'alarm'
  | 'drain'
  /** What the keys of an incident were found to have done, or why that could not be told. */
  | 'investigation'
  /** The records that a CIS alarm counted, or why they could not be read. */
  | 'alarm-records'
  /** A step against a key that somebody ran by `countersign contain`. */
  | 'containment';

/**
 * One line of the append-only record. `id` is derived from what happened, so that writing it again after a crash
 * changes nothing.
 */
export interface JournalEntry {
  readonly v: typeof JOURNAL_VERSION;
  readonly id: string;
  /** Milliseconds since 1970, by the clock of the function that wrote it. */
  readonly at: number;
  readonly kind: JournalKind;
  readonly caseId?: string;
  readonly eventID?: string;
  readonly data: JsonObject;
}
