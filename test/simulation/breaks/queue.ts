import type { CallMark } from '../../../lambda/ports/call-ledger.ts';
import type { ReceivedMessage } from '../../../lambda/ports/queue.ts';
import type { Break } from '../breaks.ts';

/** Messages, marks, the journal and the quarantine. */
export const QUEUE_BREAKS: readonly Break[] = [
  {
    name: 'delete-before-journal',
    promise: 1,
    what: 'messages are deleted before they are in the journal',
    inject: (ports) => {
      const received: ReceivedMessage[] = [];
      return {
        ...ports,
        queue: {
          ...ports.queue,
          receive: async (seconds) => {
            const messages = await ports.queue.receive(seconds);
            received.push(...messages);
            return messages;
          },
        },
        journal: {
          ...ports.journal,
          append: async (entries) => {
            await ports.queue.remove(received.splice(0).map(({ receipt }) => receipt));
            await ports.journal.append(entries);
          },
        },
      };
    },
  },
  {
    name: 'settled-before-written',
    promise: 1,
    what: 'a call counts as being in its case before the case is written',
    inject: (ports) => ({
      ...ports,
      ledger: {
        ...ports.ledger,
        claim: async (mark, replaces) => {
          const stands = await ports.ledger.claim(mark, replaces);
          const isMine = stands.messageId === mark.messageId && !stands.settled;
          if (isMine) await ports.ledger.settle([{ ...stands, settled: true }]);
          return stands;
        },
      },
    }),
  },
  {
    name: 'redelivery-asked-again',
    promise: 2,
    what: 'a call that comes again is not recognised',
    inject: (ports) => ({
      ...ports,
      ledger: {
        ...ports.ledger,
        find: async () => new Map<string, CallMark>(),
        claim: async (mark) => {
          await ports.ledger.settle([mark]);
          return mark;
        },
      },
    }),
  },
  {
    name: 'poison-stops-batch',
    promise: 6,
    what: 'a message that cannot be read stops the batch it is in',
    inject: (ports) => ({
      ...ports,
      queue: {
        ...ports.queue,
        receive: async (seconds) => {
          const messages = await ports.queue.receive(seconds);
          if (messages.some(({ body }) => body.endsWith('x')))
            throw new Error('unexpected end of JSON input');
          return messages;
        },
      },
    }),
  },
  {
    name: 'garbage-dropped',
    promise: 6,
    what: 'what cannot be read is thrown away',
    inject: (ports) => ({ ...ports, quarantine: { ...ports.quarantine, put: async () => undefined } }),
  },
];
