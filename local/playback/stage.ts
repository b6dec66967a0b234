import type { JsonObject } from '../../lambda/cloudtrail/json.ts';
import type { RunClock } from '../run-clock.ts';

/** Where a trail is played: a whole deployment, with people in it, on a clock that is moved. */
export interface Stage {
  readonly clock: RunClock;
  /** Counts events that no rule wants. */
  pass(count: number): void;
  /** Puts what is no event into the queue as it is. */
  enqueue(body: string): Promise<void>;
  /** As EventBridge would. */
  publish(events: readonly JsonObject[]): Promise<void>;
  drain(): Promise<void>;
  /** When the next case is due; milliseconds since 1970, null when none is. */
  nextDue(): Promise<number | null>;
  /** Lets what waits on time see what time it is. */
  tick(): void;
  /** Questions with buttons, and whom they were put to. */
  openQuestions(): readonly { readonly id: string; readonly user: string | null }[];
  waitingPushes(): readonly string[];
  click(messageId: string, answer: 'yes' | 'no', user: string): Promise<void>;
  approve(push: string): Promise<void>;
}
