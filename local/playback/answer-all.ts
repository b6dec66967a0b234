import { click, respond } from '../pipeline/people-act.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';

/** What everybody does when asked. `yes` also approves the push. */
export type Answering = 'yes' | 'no' | 'ignore';

/** A question may follow from an answer (calls the message did not show); it does not go on for ever. */
const ROUNDS = 20;

/** Answers every open question and push, unless it is stopped before. */
export async function answerAll(
  pipeline: Pipeline,
  answering: Answering | null,
  isStopped: () => boolean,
): Promise<void> {
  if (answering === null || answering === 'ignore') return;
  for (let round = 0; round < ROUNDS; round++) {
    const open = pipeline.vendors.slack.state().messages.filter((message) => message.buttons.length > 0);
    const waiting = pipeline.vendors.duo.state().pushes.filter((push) => push.state === 'waiting');
    if (open.length === 0 && waiting.length === 0) return;
    for (const { id, user } of open) {
      if (isStopped()) return;
      if (user !== null) await click(pipeline, id, answering, user);
    }
    for (const { txid } of waiting) {
      if (isStopped()) return;
      await respond(pipeline, txid, 'approve');
    }
  }
}
