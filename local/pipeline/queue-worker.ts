import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSBatchResponse } from 'aws-lambda';
import type { Queue, ReceivedMessage } from '../../lambda/ports/queue.ts';

export interface QueueWorker {
  /**
   * The next message, from now on, that `isIt` recognises; null when none was taken in time. `finished` resolves when
   * the function is done with it.
   */
  taken(isIt: (body: string) => boolean, withinMs: number): Promise<Taken | null>;
  /** Takes no more, and waits for those at work at most `graceMs`. */
  close(graceMs: number): Promise<void>;
}

export interface Taken {
  readonly finished: Promise<void>;
}

/** As the deployed functions. A push that waits longer is continued by the next drain. */
const RUN_MS = 90_000;
/** Messages worked on together: every waiting push holds one. */
const WIDTH = 64;
const POLL_SECONDS = 1;

/** A function that Lambda's event source invokes with messages of a queue. */
export type QueueHandler = (
  event: { readonly Records: readonly { readonly messageId: string; readonly body: string }[] },
  context: { readonly getRemainingTimeInMillis: () => number },
) => Promise<SQSBatchResponse>;

/** Invokes a function for each message of its queue, as Lambda's event source does. */
export function startQueueWorker(queue: Queue, handler: QueueHandler): QueueWorker {
  const working = new Set<Promise<void>>();
  const watchers = new Set<(body: string, finished: Promise<void>) => void>();
  let open = true;

  const invoke = async ({ messageId, body, receipt }: ReceivedMessage): Promise<void> => {
    const until = performance.now() + RUN_MS;
    const event = { Records: [{ messageId, body }] };
    const context = { getRemainingTimeInMillis: () => (open ? until - performance.now() : 0) };
    const { batchItemFailures } = await handler(event, context);
    if (batchItemFailures.length === 0) await queue.remove([receipt]);
  };

  const poll = async (): Promise<void> => {
    while (open) {
      if (working.size >= WIDTH) await Promise.race(working);
      const messages = await queue.receive(POLL_SECONDS).catch(async () => {
        await sleep(200);
        return [];
      });
      for (const message of messages) {
        const work: Promise<void> = invoke(message)
          .catch(() => undefined)
          .finally(() => working.delete(work));
        working.add(work);
        for (const watcher of watchers) watcher(message.body, work);
      }
    }
  };
  const polling = poll();

  return {
    taken: async (isIt, withinMs) => {
      const { promise, resolve } = Promise.withResolvers<Taken | null>();
      const watcher = (body: string, finished: Promise<void>) => {
        if (isIt(body)) resolve({ finished });
      };
      watchers.add(watcher);
      const stop = new AbortController();
      const late = sleep(withinMs, null, { signal: stop.signal }).catch(() => null);
      const taken = await Promise.race([promise, late]);
      stop.abort();
      watchers.delete(watcher);
      return taken;
    },
    close: async (graceMs) => {
      open = false;
      await Promise.race([Promise.all([polling, ...working]), sleep(graceMs, undefined, { ref: false })]);
    },
  };
}
