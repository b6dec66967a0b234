import type { Question } from '../cases/case.ts';
import { transition } from '../cases/question.ts';
import { renderCovered } from '../cases/words/covered-list.ts';
import { informed } from './after-failure.ts';
import type { EffectPorts } from './effect-ports.ts';
import type { EffectResult } from './run-outbox.ts';

/** Lists what the quiet period covered in the question's thread: one list, which grows. */
export async function listCovered(
  ports: EffectPorts,
  question: Question,
  attempts: number,
): Promise<EffectResult> {
  const { message, quiet } = question;
  if (message === null || quiet === undefined || quiet.calls.length === 0) {
    return { kind: 'done', note: 'nothing to list' };
  }
  const rendered = renderCovered(question, quiet);
  if (quiet.post !== null) {
    const outcome = await ports.chat.update(quiet.post, rendered);
    return informed(outcome, attempts, ports.clock.now());
  }
  const outcome = await ports.chat.post(message.channel, rendered, message);
  const at = ports.clock.now();
  if (outcome.kind !== 'delivered') return informed(outcome, attempts, at);
  const post = outcome.value;
  return {
    kind: 'done',
    note: 'listed',
    change: (item) =>
      item.kind === 'question' ? transition(item, { kind: 'covered-listed', at, post }) : item,
  };
}
