import type { Failure, Outcome } from '../ports/outcome.ts';
import type { EffectResult } from './run-outbox.ts';

/** In words, for the journal and for people. */
export function failureInWords(failure: Failure): string {
  switch (failure.kind) {
    case 'throttled':
      return `throttled for ${Math.ceil(failure.retryAfterMs / 1_000)} s`;
    case 'transient':
    case 'permanent':
      return `${failure.kind}: ${failure.reason.slice(0, 300)}`;
  }
}

/** Tried again at the next opportunity, or when the vendor said. */
export function tryAgain(failure: Failure, now: number): EffectResult {
  const waitMs = failure.kind === 'throttled' ? failure.retryAfterMs : 0;
  return { kind: 'again', at: now + waitMs, note: failureInWords(failure) };
}

/** Messages that only inform are worth a few drains. */
export const INFORM_ATTEMPTS = 5;

/** What became of a message that only informs. */
export function informed(outcome: Outcome<unknown>, attempts: number, now: number): EffectResult {
  if (outcome.kind === 'delivered') return { kind: 'done', note: 'delivered' };
  return tryAFewTimes(outcome, attempts, INFORM_ATTEMPTS, now);
}

/** For what only informs: given up when the vendor refuses it or after `limit` attempts. */
export function tryAFewTimes(failure: Failure, attempts: number, limit: number, now: number): EffectResult {
  if (failure.kind === 'permanent' || attempts >= limit) {
    return { kind: 'done', note: `given up: ${failureInWords(failure)}` };
  }
  return tryAgain(failure, now);
}
