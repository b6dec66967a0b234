import type { Queue, ReceivedMessage } from '../../ports/queue.ts';

/**
 * Several queues read as one. Looking without waiting asks one queue after the other, so that many looks at once reach
 * them all; a look that waits asks every queue, and may bring ten messages of each. Sends to the first.
 */
export function severalQueues(queues: readonly [Queue, ...Queue[]]): Queue {
  const [first] = queues;
  let next = 0;
  return {
    async receive(waitSeconds) {
      if (waitSeconds > 0) {
        const all = await Promise.all(queues.map((_, index) => receiveFrom(queues, index, waitSeconds)));
        return all.flat();
      }
      const index = next;
      next = (next + 1) % queues.length;
      return receiveFrom(queues, index, 0);
    },

    async remove(receipts) {
      const failed = await Promise.all(
        queues.map(async (queue, index) => {
          const own = receipts.flatMap((receipt) => ownReceipt(receipt, index));
          const left = own.length === 0 ? [] : await queue.remove(own);
          return left.map((receipt) => markedReceipt(receipt, index));
        }),
      );
      return failed.flat();
    },

    send: (body, delaySeconds) => first.send(body, delaySeconds),
  };
}

async function receiveFrom(
  queues: readonly Queue[],
  index: number,
  waitSeconds: number,
): Promise<readonly ReceivedMessage[]> {
  const messages = (await queues[index]?.receive(waitSeconds)) ?? [];
  return messages.map((message) => ({ ...message, receipt: markedReceipt(message.receipt, index) }));
}

/** The receipt with the number of its queue before it. */
function markedReceipt(receipt: string, index: number): string {
  return `${index}:${receipt}`;
}

function ownReceipt(receipt: string, index: number): readonly string[] {
  const mark = `${index}:`;
  return receipt.startsWith(mark) ? [receipt.slice(mark.length)] : [];
}
