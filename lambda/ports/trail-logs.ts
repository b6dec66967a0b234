import type { MemberPlace } from '../config/member-places.ts';
import type { Outcome } from './outcome.ts';

export interface TrailLogQuery {
  readonly place: MemberPlace;
  readonly logGroup: string;
  /** In the language of CloudWatch Logs metric filters. */
  readonly pattern: string;
  /** Milliseconds since 1970; both included. */
  readonly from: number;
  readonly to: number;
  /** So many records at most, the oldest of them. */
  readonly most: number;
}

export interface FoundRecords {
  /** Texts as they stand in the log, oldest first. */
  readonly records: readonly string[];
  /** Whether there may be others: too many, or the time was over. */
  readonly more: boolean;
}

/** What a trail wrote into a log group. */
export interface TrailLogs {
  /** Ends within so many milliseconds, with what was found by then. */
  find(query: TrailLogQuery, withinMs: number): Promise<Outcome<FoundRecords>>;
}
