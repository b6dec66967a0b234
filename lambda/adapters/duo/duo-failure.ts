import type { Outcome } from '../../ports/outcome.ts';
import type { DuoAnswer } from './duo-api.ts';

/** What an answer without a response comes to. */
export function duoFailure(path: string, answer: Exclude<DuoAnswer, { kind: 'ok' }>): Outcome<never> {
  switch (answer.kind) {
    case 'refused':
      return { kind: 'permanent', reason: answer.reason };
    case 'throttled':
      return { kind: 'throttled', retryAfterMs: answer.retryAfterMs };
    case 'silent':
      return { kind: 'transient', reason: `Duo ${path}: no answer in time` };
    case 'transient':
      return { kind: 'transient', reason: answer.reason };
    default: {
      const unreachable: never = answer;
      return unreachable;
    }
  }
}
