import type { Stage } from './stage.ts';

/** What everybody does when asked. `yes` also approves the push. */
export type Answering = 'yes' | 'no' | 'ignore';

export function isAnswering(text: string): text is Answering {
  return text === 'yes' || text === 'no' || text === 'ignore';
}

/** A question may follow from an answer (calls the message did not show); it does not go on for ever. */
const ROUNDS = 20;

/** Answers every open question and push, unless it is stopped before. */
export async function answerAll(
  stage: Stage,
  answering: Answering | null,
  isStopped: () => boolean,
): Promise<void> {
  if (answering === null || answering === 'ignore') return;
  for (let round = 0; round < ROUNDS; round++) {
    const open = stage.openQuestions();
    const waiting = stage.waitingPushes();
    if (open.length === 0 && waiting.length === 0) return;
    for (const { id, user } of open) {
      if (isStopped()) return;
      if (user !== null) await stage.click(id, answering, user);
    }
    for (const push of waiting) {
      if (isStopped()) return;
      await stage.approve(push);
    }
  }
}
