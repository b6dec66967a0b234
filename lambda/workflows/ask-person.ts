import type { Case, Question } from '../cases/case.ts';
import { transition } from '../cases/question.ts';
import { renderQuestion } from '../cases/words/slack-question.ts';
import type { PostedMessage } from '../ports/chat.ts';
import type { Outcome } from '../ports/outcome.ts';
import { failureInWords, tryAgain } from './after-failure.ts';
import type { EffectPorts } from './effect-ports.ts';
import type { EffectResult } from './run-outbox.ts';

/**
 * A question that Slack does not take is a page: a thief gains from every minute of waiting. Short outages are
 * bridged by trying again at once.
 */
const ASK_TRIES = 3;
const ASK_PAUSE_MS = 500;

/** Posts the question to the person. */
export async function askPerson(ports: EffectPorts, question: Question): Promise<EffectResult> {
  const revision = question.version;
  const outcome = await severalTimes(ports, () => post(ports, question));
  const at = ports.clock.now();
  switch (outcome.kind) {
    case 'delivered': {
      const message = outcome.value;
      return { kind: 'done', change: changing({ kind: 'asked', at, message, revision }), note: 'asked' };
    }
    case 'throttled':
      return tryAgain(outcome, at);
    case 'transient':
    case 'permanent': {
      const reason = failureInWords(outcome);
      return { kind: 'done', change: changing({ kind: 'ask-failed', at, reason }), note: reason };
    }
  }
}

function changing(event: Parameters<typeof transition>[1]): (item: Case) => Case {
  return (item) => (item.kind === 'question' ? transition(item, event) : item);
}

async function post(
  { chat }: EffectPorts,
  question: Question,
): Promise<Outcome<PostedMessage & { readonly user: string }>> {
  const found = await chat.findUser(question.person.email);
  if (found.kind !== 'delivered') return found;
  const posted = await chat.post(found.value, renderQuestion(question));
  if (posted.kind !== 'delivered') return posted;
  return { kind: 'delivered', value: { ...posted.value, user: found.value } };
}

async function severalTimes<T>(ports: EffectPorts, once: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  let outcome = await once();
  for (let attempt = 1; attempt < ASK_TRIES && outcome.kind === 'transient'; attempt++) {
    await ports.sleep(ASK_PAUSE_MS * attempt);
    outcome = await once();
  }
  return outcome;
}
