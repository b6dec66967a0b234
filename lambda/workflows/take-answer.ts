import { parseButtonValue } from '../cases/button-value.ts';
import type { Answer } from '../cases/case.ts';
import type { Clock } from '../ports/clock.ts';
import type { Queue } from '../ports/queue.ts';
import { writeVerifyMessage } from './verify-message.ts';

/** A click on one of our buttons, proven to come from Slack. */
export interface Click {
  readonly action: Answer['answer'];
  readonly value: string;
  readonly user: string;
  readonly channel: string;
}

export interface TakeAnswerPorts {
  readonly verifyQueue: Pick<Queue, 'send'>;
  readonly clock: Clock;
}

/**
 * Hands a click to the verify worker, which judges it: Slack waits 3 seconds, a table or a vendor may take longer.
 *
 * @returns `ignored` for a button that is not of a case. Throws when the queue did not take it in time.
 */
export async function takeAnswer(
  { verifyQueue, clock }: TakeAnswerPorts,
  click: Click,
): Promise<'taken' | 'ignored'> {
  const target = parseButtonValue(click.value);
  if (target === null) return 'ignored';
  const { action: answer, user, channel } = click;
  const message = { kind: 'answer', ...target, answer, user, channel, at: clock.now() } as const;
  await verifyQueue.send(writeVerifyMessage(message));
  return 'taken';
}
