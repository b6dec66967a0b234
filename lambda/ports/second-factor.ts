import type { Outcome } from './outcome.ts';

export interface PushRequest {
  /** The e-mail. */
  readonly person: string;
  /** Shown on the phone, in this order. All of it together under 20,000 bytes URL-encoded. */
  readonly info: Readonly<Record<string, string>>;
}

/** What came of asking for a push. Only `sent` leads anywhere. */
export type PushStart =
  | { readonly kind: 'sent'; readonly txid: string }
  /** Bypass, enrolment, lock-out, no device that takes a push: nobody confirmed anything. */
  | { readonly kind: 'unusable'; readonly reason: string };

/** Where a push stands. Only `approved` is a verification. */
export type PushStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'approved' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'fraud' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unusable'; readonly reason: string };

export interface SecondFactor {
  start(request: PushRequest): Promise<Outcome<PushStart>>;
  /** Waits for news at most `waitMs`; `waiting` when there was none. */
  status(txid: string, waitMs: number): Promise<Outcome<PushStatus>>;
}
