import { createInMemoryQueue } from '../../../lambda/adapters/in-memory/queue.ts';
import { severalQueues } from '../../../lambda/adapters/sqs/several-queues.ts';
import { movableClock } from '../../contracts/outage.ts';

function threeQueues() {
  const one = () => createInMemoryQueue({ clock: movableClock(), visibilityMs: 60_000 });
  const [first, second, third] = [one(), one(), one()];
  return { first, second, third, all: severalQueues([first, second, third]) };
}

describe('several queues read as one', () => {
  test('as many looks as queues reach each of them', async () => {
    const { first, second, third, all } = threeQueues();
    await Promise.all([first.send('a'), second.send('b'), third.send('c')]);

    const looks = await Promise.all([all.receive(0), all.receive(0), all.receive(0)]);

    expect(looks.map((messages) => messages.map(({ body }) => body))).toEqual([['a'], ['b'], ['c']]);
  });

  test('a look that waits asks them all', async () => {
    const { first, third, all } = threeQueues();
    await Promise.all([first.send('a'), third.send('c')]);

    expect((await all.receive(1)).map(({ body }) => body)).toEqual(['a', 'c']);
  });

  test('deletes each message where it came from', async () => {
    const { first, third, all } = threeQueues();
    await Promise.all([first.send('a'), third.send('c')]);
    const messages = await all.receive(1);

    const left = await all.remove(messages.map(({ receipt }) => receipt));

    expect(left).toEqual([]);
  });

  test('gives back the receipts that could not be deleted, as they were', async () => {
    const { first } = threeQueues();
    const all = severalQueues([{ ...first, remove: async (receipts) => receipts }]);
    await first.send('a');
    const [message] = await all.receive(0);

    expect(await all.remove([message?.receipt ?? ''])).toEqual([message?.receipt]);
  });
});
