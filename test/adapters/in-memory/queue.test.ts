import { createInMemoryQueue } from '../../../lambda/adapters/in-memory/queue.ts';
import { queueContract } from '../../contracts/queue.contract.ts';

const never = () => new Promise<void>(() => {});

queueContract('in memory', async () => {
  let now = 0;
  const pass = async (milliseconds: number) => {
    now += milliseconds;
  };
  const queue = createInMemoryQueue({ clock: { now: () => now }, visibilityMs: 30_000, sleep: never });
  return { queue, letVisibilityPass: () => pass(30_000), letSecondPass: () => pass(1_000) };
});

describe('in-memory queue', () => {
  test('hides a message up to the last millisecond of its visibility timeout', async () => {
    let now = 0;
    const queue = createInMemoryQueue({ clock: { now: () => now }, visibilityMs: 30_000 });
    await queue.send('body');
    await queue.receive(0);

    now = 29_999;
    expect(await queue.receive(0)).toEqual([]);
    now = 30_000;
    expect(await queue.receive(0)).toHaveLength(1);
  });

  test('delivers a chosen message twice while it is hidden; one removal ends both', async () => {
    const queue = createInMemoryQueue({
      clock: { now: () => 0 },
      visibilityMs: 30_000,
      deliversTwice: (body) => body === 'twice',
    });
    await queue.send('twice');

    const first = await queue.receive(0);
    const second = await queue.receive(0);
    await queue.remove(first.map(({ receipt }) => receipt));

    expect(second[0]?.messageId).toBe(first[0]?.messageId);
    expect(await queue.receive(0)).toEqual([]);
  });

  test('a receive that waits in vain ends empty', async () => {
    const queue = createInMemoryQueue({ clock: { now: () => 0 }, visibilityMs: 1, sleep: async () => {} });

    expect(await queue.receive(20)).toEqual([]);
  });
});
