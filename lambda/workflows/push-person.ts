import type { Case, Question } from '../cases/case.ts';
import type { QuestionEvent } from '../cases/case-event.ts';
import { transition } from '../cases/question.ts';
import { pushRequestOf } from '../cases/words/push-info.ts';
import type { PushStatus } from '../ports/second-factor.ts';
import { failureInWords, tryAgain } from './after-failure.ts';
import { allowPush } from './allow-push.ts';
import type { EffectPorts } from './effect-ports.ts';
import type { EffectResult } from './run-outbox.ts';

/** Between two tries to reach Duo while the deadline has not passed. */
const PUSH_PAUSE_MS = 15_000;

/** Sends the push, unless its person had too many. A Duo that cannot be reached is tried until the deadline. */
export async function pushPerson(ports: EffectPorts, question: Question): Promise<EffectResult> {
  const allowed = await allowPush(ports, question);
  const at = ports.clock.now();
  switch (allowed) {
    case 'unknown':
      return { kind: 'again', at: at + PUSH_PAUSE_MS, note: 'how many pushes there were is not known' };
    case 'no':
      return done({ kind: 'push-withheld', at }, 'too many pushes');
    case 'yes':
      return sendPush(ports, question);
  }
}

async function sendPush(ports: EffectPorts, question: Question): Promise<EffectResult> {
  const outcome = await ports.secondFactor.start(pushRequestOf(question));
  const at = ports.clock.now();
  switch (outcome.kind) {
    case 'delivered':
      return outcome.value.kind === 'sent'
        ? done({ kind: 'push-sent', at, txid: outcome.value.txid }, 'push sent')
        : done({ kind: 'push-unusable', at, reason: outcome.value.reason }, outcome.value.reason);
    case 'throttled':
      return tryAgain(outcome, at);
    case 'transient':
      return { kind: 'again', at: at + PUSH_PAUSE_MS, note: failureInWords(outcome) };
    case 'permanent':
      return done({ kind: 'push-failed', at, reason: outcome.reason }, failureInWords(outcome));
  }
}

/** Asks how the push stands, waiting for news at most `waitMs`. */
export async function watchPush(
  ports: EffectPorts,
  question: Question,
  waitMs: number,
): Promise<EffectResult> {
  if (question.push === null) return { kind: 'done', note: 'no push to watch' };
  const { txid } = question.push;
  const outcome = await ports.secondFactor.status(txid, waitMs);
  const at = ports.clock.now();
  if (outcome.kind === 'permanent') {
    return done({ kind: 'push-failed', at, reason: outcome.reason }, failureInWords(outcome));
  }
  if (outcome.kind !== 'delivered') {
    return { kind: 'again', at: at + PUSH_PAUSE_MS, note: failureInWords(outcome) };
  }
  return afterStatus(outcome.value, txid, at);
}

function afterStatus(status: PushStatus, txid: string, at: number): EffectResult {
  switch (status.kind) {
    case 'waiting':
      return { kind: 'again', at, note: 'waiting' };
    case 'approved':
    case 'denied':
    case 'fraud':
    case 'timeout':
      return done({ kind: 'push-ended', at, txid, end: status.kind }, status.kind);
    case 'unusable':
      return done({ kind: 'push-unusable', at, reason: status.reason }, status.reason);
  }
}

function done(event: QuestionEvent, note: string): EffectResult {
  const change = (item: Case) => (item.kind === 'question' ? transition(item, event) : item);
  return { kind: 'done', change, note };
}
