import { createInMemoryLease } from '../../lambda/adapters/in-memory/lease.ts';
import { createWorld } from './world.ts';

describe('two drains at once', () => {
  test('the second does nothing and says so', async () => {
    const world = createWorld();
    const lease = createInMemoryLease(world.clock);
    await lease.take('the first', 60_000);
    await world.deliver('not a message');

    const skipped = await world.drainWith({ lease });
    await lease.release('the first');
    const report = await world.drainWith({ lease });

    expect(skipped).toMatchObject({ skipped: true, messages: 0 });
    expect(report.messages).toBe(1);
  });

  test('a drain gives its lease back, also when it fails', async () => {
    const world = createWorld();
    const lease = createInMemoryLease(world.clock);
    const metrics = { publish: () => Promise.reject(new Error('no metrics')) };

    await expect(world.drainWith({ lease, metrics })).rejects.toThrow('no metrics');

    expect(await lease.take('another', 1_000)).toBe(true);
  });

  test('the lease of a drain that died lapses', async () => {
    const world = createWorld();
    const lease = createInMemoryLease(world.clock);
    await lease.take('died', 115_000);

    world.clock.advance(115_000);

    expect(await world.drainWith({ lease })).not.toHaveProperty('skipped');
  });
});
