import type { Case, Question } from '../cases/case.ts';

export interface CaseStore {
  /** Strongly consistent. */
  get(id: string): Promise<Case | null>;
  /** The newest generation of a group; strongly consistent. */
  latest(group: string): Promise<Case | null>;
  /**
   * Stores a case whose `version` is one more than the stored one (1 for a new case). `conflict` when somebody else
   * wrote in between: read again and decide again.
   */
  put(item: Case): Promise<'stored' | 'conflict'>;
  /** Cases with `dueAt` at or before `nowMs`, most overdue first, at most `limit`. May lag behind by seconds. */
  due(nowMs: number, limit: number): Promise<readonly Case[]>;
  /** Questions sent to a user of the chat, newest first, at most `limit`. May lag behind by seconds. */
  askedOf(user: string, limit: number): Promise<readonly Question[]>;
  /** All that are still kept, in order of opening, or the other way round. */
  list(order?: 'oldest first' | 'newest first'): AsyncIterable<Case>;
}
