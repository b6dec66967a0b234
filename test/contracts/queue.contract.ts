import type { Queue, ReceivedMessage } from '../../lambda/ports/queue.ts';

export interface QueueSubject {
  readonly queue: Queue;
  /** Lets the visibility timeout of everything received so far pass. */
  readonly letVisibilityPass: () => Promise<void>;
  /** Lets a second pass. */
  readonly letSecondPass: () => Promise<void>;
}

/** What every queue keeps. `open` gives an empty queue. */
export function queueContract(adapter: string, open: () => Promise<QueueSubject>): void {
  const receiveAll = async (queue: Queue): Promise<readonly ReceivedMessage[]> => {
    const all: ReceivedMessage[] = [];
    for (;;) {
      const some = await queue.receive(0);
      if (some.length === 0) return all;
      all.push(...some);
    }
  };
  const bodiesOf = (messages: readonly ReceivedMessage[]) => messages.map(({ body }) => body).sort();

  describe(`queue: ${adapter}`, () => {
    test('an empty queue answers with nothing', async () => {
      const { queue } = await open();

      expect(await queue.receive(0)).toEqual([]);
    });

    test('delivers at most ten messages at once and every message in the end', async () => {
      const { queue } = await open();
      const bodies = Array.from({ length: 25 }, (_, number) => `message ${number}`);
      for (const body of bodies) await queue.send(body);

      const first = await queue.receive(0);
      const rest = await receiveAll(queue);

      expect(first).toHaveLength(10);
      expect(bodiesOf([...first, ...rest])).toEqual([...bodies].sort());
    });

    test('keeps any text as it is', async () => {
      const { queue } = await open();
      const bodies = [
        '{"a":"\\u0000 \\"quoted\\""}',
        'Zoë 東京 😀\r\n\tend',
        'x'.repeat(1_048_576),
        '<&amp;>',
      ];
      for (const body of bodies) await queue.send(body);

      expect(bodiesOf(await receiveAll(queue))).toEqual([...bodies].sort());
    });

    test('hides a received message, then delivers it again under the same id with another receipt', async () => {
      const { queue, letVisibilityPass } = await open();
      await queue.send('again');

      const [first] = await queue.receive(0);
      const hidden = await queue.receive(0);
      await letVisibilityPass();
      const [second] = await queue.receive(0);

      expect(hidden).toEqual([]);
      expect(second).toMatchObject({ messageId: first?.messageId, body: 'again' });
      expect(second?.receipt).not.toBe(first?.receipt);
    });

    test('removes more than ten receipts at once; what is removed never comes back', async () => {
      const { queue, letVisibilityPass } = await open();
      for (let number = 0; number < 23; number += 1) await queue.send(`message ${number}`);
      const received = await receiveAll(queue);
      const kept = received.at(-1);

      const failed = await queue.remove(received.slice(0, -1).map(({ receipt }) => receipt));
      await letVisibilityPass();

      expect(failed).toEqual([]);
      expect(bodiesOf(await receiveAll(queue))).toEqual([kept?.body]);
    });

    test('takes the removal of the same receipt twice, and of none', async () => {
      const { queue, letVisibilityPass } = await open();
      await queue.send('once');
      const [message] = await queue.receive(0);
      const receipt = message?.receipt ?? '';

      expect(await queue.remove([receipt, receipt])).toEqual([]);
      expect(await queue.remove([receipt])).toEqual([]);
      expect(await queue.remove([])).toEqual([]);
      await letVisibilityPass();
      expect(await queue.receive(0)).toEqual([]);
    });

    test('hides a delayed message until its time', async () => {
      const { queue, letSecondPass } = await open();
      await queue.send('later', 1);

      const early = await queue.receive(0);
      await letSecondPass();

      expect(early).toEqual([]);
      expect(bodiesOf(await queue.receive(0))).toEqual(['later']);
    });

    test('a receive that waits ends with the first message', async () => {
      const { queue } = await open();

      const waiting = queue.receive(20);
      await queue.send('arrived');

      expect(bodiesOf(await waiting)).toEqual(['arrived']);
    });

    test('two pollers never hold the same message', async () => {
      const { queue } = await open();
      for (let number = 0; number < 40; number += 1) await queue.send(`message ${number}`);

      const [one, other] = await Promise.all([receiveAll(queue), receiveAll(queue)]);

      const ids = [...one, ...other].map(({ messageId }) => messageId);
      expect(new Set(ids).size).toBe(40);
      expect(ids).toHaveLength(40);
    });
  });
}
