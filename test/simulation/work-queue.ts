import type { InMemoryQueue } from '../../lambda/adapters/in-memory/queue.ts';
import type { Queue } from '../../lambda/ports/queue.ts';
import type { Scheduler } from './scheduler.ts';

/** Between a message's arrival and its function's start, and between two looks for one that is delivered twice. */
const PICKED_UP_MS = 20;

/**
 * The queue as its senders see it: each message starts a function, which has it to itself until it is visible again.
 *
 * @param start runs the function; true when it is done with the message
 */
export function startingWork(
  queue: InMemoryQueue,
  hiddenMs: number,
  scheduler: Scheduler,
  start: (body: string) => Promise<boolean>,
): Pick<Queue, 'send'> {
  const lookIn = (ms: number) => scheduler.at(scheduler.now() + ms, () => void look());
  const look = async () => {
    const waiting = await queue.receive(0);
    if (waiting.length > 0) lookIn(PICKED_UP_MS);
    for (const message of waiting) void work(message.body, message.receipt);
  };
  const work = async (body: string, receipt: string) => {
    lookIn(hiddenMs);
    if (await start(body)) await queue.remove([receipt]);
  };
  return {
    send: async (body, delaySeconds = 0) => {
      await queue.send(body, delaySeconds);
      lookIn(delaySeconds * 1_000 + PICKED_UP_MS);
    },
  };
}
