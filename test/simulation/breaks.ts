import type { DrainPorts } from '../../lambda/workflows/drain-ports.ts';
import type { Broken } from './promises.ts';
import type { Stage } from './stage.ts';

/** A way to break a promise on purpose, from outside of the code: what the functions are given is changed. */
export interface Break {
  readonly name: string;
  readonly promise: Broken['promise'];
  /** What is wrong, in words. */
  readonly what: string;
  readonly inject: (ports: DrainPorts, stage: Stage) => DrainPorts;
}

export const BREAKS: readonly Break[] = [
  {
    name: 'delete-before-journal',
    promise: 1,
    what: 'messages are deleted when they are received',
    inject: (ports) => ({
      ...ports,
      queue: {
        ...ports.queue,
        remove: ports.queue.remove,
        send: ports.queue.send,
        receive: async (seconds) => {
          const messages = await ports.queue.receive(seconds);
          await ports.queue.remove(messages.map(({ receipt }) => receipt));
          return messages;
        },
      },
    }),
  },
  {
    name: 'waiting-push-approves',
    promise: 3,
    what: 'a push that nobody answered counts as approved',
    inject: (ports) => ({
      ...ports,
      secondFactor: {
        start: ports.secondFactor.start,
        status: async (txid, waitMs) => {
          const outcome = await ports.secondFactor.status(txid, waitMs);
          const waits = outcome.kind === 'delivered' && outcome.value.kind === 'waiting';
          return waits ? { kind: 'delivered', value: { kind: 'approved' } } : outcome;
        },
      },
    }),
  },
];
