import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock.ts';
import type { Queue, ReceivedMessage } from '../../ports/queue.ts';

export interface InMemoryQueueOptions {
  readonly clock: Clock;
  /** How long a received message stays hidden. */
  readonly visibilityMs: number;
  /** For a receive that waits. Without it a receive from an empty queue returns at once. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** Whether this message is delivered once more while it is hidden, as SQS may. Absent: never. */
  readonly deliversTwice?: (body: string) => boolean;
  /** In which order those that wait are delivered, as SQS promises none. Absent: as they came. */
  readonly order?: <T>(waiting: readonly T[]) => readonly T[];
  /** Unique ids of messages and receipts, for a run that is to be repeated exactly. Absent: random. */
  readonly newId?: () => string;
}

interface Held {
  readonly messageId: string;
  readonly body: string;
  visibleAt: number;
  delivered: boolean;
}

export interface InMemoryQueue extends Queue {
  /** How many messages are there, hidden ones included. */
  held(): number;
}

/** Messages of one receive. */
const BATCH = 10;

/** A queue with a visibility timeout by its clock: what is not removed in time is delivered again. */
export function createInMemoryQueue(options: InMemoryQueueOptions): InMemoryQueue {
  const { clock, visibilityMs, sleep, deliversTwice = () => false } = options;
  const { newId = randomUUID, order = asTheyCame } = options;
  const held = new Map<string, Held>();
  /** By receipt; any delivery's receipt deletes the message. */
  const messageOf = new Map<string, string>();
  let arrival = Promise.withResolvers<void>();

  const deliver = (message: Held): ReceivedMessage => {
    const receipt = newId();
    const again = !message.delivered && deliversTwice(message.body);
    message.delivered = true;
    messageOf.set(receipt, message.messageId);
    if (!again) message.visibleAt = clock.now() + visibilityMs;
    return { messageId: message.messageId, receipt, body: message.body };
  };

  const takeVisible = (): readonly ReceivedMessage[] => {
    const now = clock.now();
    return order([...held.values()].filter(({ visibleAt }) => visibleAt <= now))
      .slice(0, BATCH)
      .map(deliver);
  };

  return {
    held: () => held.size,

    async receive(waitSeconds) {
      const ready = takeVisible();
      if (ready.length > 0 || waitSeconds === 0 || !sleep) return ready;
      await Promise.race([arrival.promise, sleep(waitSeconds * 1_000)]);
      return takeVisible();
    },

    async remove(receipts) {
      for (const receipt of receipts) {
        held.delete(messageOf.get(receipt) ?? '');
        messageOf.delete(receipt);
      }
      return [];
    },

    async send(body, delaySeconds = 0) {
      const messageId = newId();
      const visibleAt = clock.now() + delaySeconds * 1_000;
      held.set(messageId, { messageId, body, visibleAt, delivered: false });
      arrival.resolve();
      arrival = Promise.withResolvers();
    },
  };
}

function asTheyCame<T>(waiting: readonly T[]): readonly T[] {
  return waiting;
}
