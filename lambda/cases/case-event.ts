import type { AlarmRecords } from './alarm-records.ts';
import type { Answer, CaseCall, PostedMessage, QuietEnd } from './case.ts';

/** How a push ended. */
export type PushEnd = 'approved' | 'denied' | 'fraud' | 'timeout';

/** The record of a call of the case came from another account too. */
export interface CopySeen {
  readonly kind: 'copy-seen';
  readonly at: number;
  readonly ledgerKey: string;
  readonly account: string;
}

/** Something that happened to a question. `at` is milliseconds since 1970. */
export type QuestionEvent =
  | { readonly kind: 'calls-arrived'; readonly at: number; readonly calls: readonly CaseCall[] }
  | CopySeen
  | {
      readonly kind: 'asked';
      readonly at: number;
      readonly message: { readonly channel: string; readonly ts: string; readonly user: string };
      /** The case's version that the message shows. */
      readonly revision: number;
    }
  | { readonly kind: 'updated'; readonly at: number; readonly revision: number }
  | { readonly kind: 'ask-failed'; readonly at: number; readonly reason: string }
  | {
      readonly kind: 'answered';
      readonly at: number;
      readonly answer: Answer['answer'];
      readonly user: string;
      /** Whom the question went to, for a message that Slack posted and we never heard of; left out where we did. */
      readonly askedUser?: string;
      /** Of the message that was clicked. */
      readonly revision: number;
    }
  /** A call came that the quiet period does not cover. */
  | { readonly kind: 'quiet-ended'; readonly at: number; readonly because: QuietEnd['because'] }
  | { readonly kind: 'covered-listed'; readonly at: number; readonly post: PostedMessage }
  | { readonly kind: 'push-sent'; readonly at: number; readonly txid: string }
  /** The person had too many pushes lately: no more is sent. */
  | { readonly kind: 'push-withheld'; readonly at: number }
  | { readonly kind: 'push-unusable'; readonly at: number; readonly reason: string }
  | { readonly kind: 'push-failed'; readonly at: number; readonly reason: string }
  | { readonly kind: 'push-ended'; readonly at: number; readonly txid: string; readonly end: PushEnd }
  | { readonly kind: 'time-passed'; readonly at: number };

/** Something that happened to an alert. */
export type AlertEvent =
  | { readonly kind: 'calls-arrived'; readonly at: number; readonly calls: readonly CaseCall[] }
  | CopySeen
  | { readonly kind: 'paged'; readonly at: number }
  /** The trail's log was searched for what its alarms counted. */
  | {
      readonly kind: 'searched-log';
      readonly at: number;
      readonly records: readonly AlarmRecords[];
      readonly calls: readonly CaseCall[];
    };
