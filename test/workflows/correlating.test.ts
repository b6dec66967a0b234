import { createInMemoryMemory } from '../../lambda/adapters/in-memory/memory.ts';
import { watchOf } from '../../lambda/baseline/correlation/watch.ts';
import type { Memory, MemoryChange } from '../../lambda/ports/memory.ts';
import { compileCatalogue } from '../../lambda/sigma/catalogue.ts';
import { readRuleFile } from '../../lambda/sigma/read-rules.ts';
import { createCrashes } from './crashes.ts';
import { iamUser, record, START } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World, type WorldOptions } from './world.ts';

const RULES = `
title: Many lists
id: 11111111-0000-4000-8000-000000000001
status: stable
correlation:
  type: event_count
  rules: [lists]
  group-by: [userIdentity.arn]
  timespan: 10m
  condition: { gte: 4 }
level: high
---
title: A list
id: 11111111-0000-4000-8000-000000000002
name: lists
status: stable
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: 'List*' }, condition: selection }
level: medium
---
title: Many lists, then something deleted
id: 11111111-0000-4000-8000-000000000003
status: stable
correlation:
  type: temporal_ordered
  rules: [11111111-0000-4000-8000-000000000001, deletes]
  group-by: [userIdentity.arn]
  timespan: 1h
level: critical
---
title: Something was deleted
id: 11111111-0000-4000-8000-000000000004
name: deletes
status: stable
logsource: { product: aws, service: cloudtrail }
detection: { selection: { eventName: 'Delete*' }, condition: selection }
level: low
`;

const read = readRuleFile('test/many', 'test/many.yml', RULES);
const { catalogue, problems } = compileCatalogue(read.documents, { levels: {} });

function correlatingWorld(options: WorldOptions = {}) {
  const world = createWorld(options);
  const inner = createInMemoryMemory(world.clock);
  const writes: string[] = [];
  const memory: Memory = {
    recall: (keys) => inner.recall(keys),
    remember: async (changes: readonly MemoryChange[]) => {
      writes.push(...changes.map(({ key }) => key));
      return inner.remember(changes);
    },
  };
  const correlations = {
    watch: watchOf(catalogue, ['edge', 'archive']),
    memory: options.crashes?.around(memory) ?? memory,
  };
  const drain = () => world.drainWith({ catalogue, correlations });
  return { world, drain, writes };
}

/** Calls a second apart, from `after` milliseconds after the start on. */
function lists(count: number, { prefix = 'a', after = 0, user = 'ana@example.com' } = {}) {
  return Array.from({ length: count }, (_, index) =>
    record({
      eventID: `${prefix}-${index}`,
      eventName: 'ListUsers',
      eventTime: new Date(START - 5 * MINUTE_MS + after + index * 1_000).toISOString(),
      userIdentity: iamUser(user),
    }),
  );
}

const pages = async (world: World) => (await world.cases()).filter(({ kind }) => kind === 'alert');

describe('a drain', () => {
  test('reads the rules of these tests', () => {
    expect([...read.problems, ...problems]).toEqual([]);
  });

  test('pages when a correlation holds, and not when it does not', async () => {
    const { world, drain } = correlatingWorld();
    await world.deliverCalls(...lists(3));
    await drain();
    expect(await pages(world)).toEqual([]);

    await world.deliverCalls(...lists(1, { prefix: 'b', after: MINUTE_MS }));
    await drain();

    const page = only(await pages(world));
    const [call] = page.calls;
    expect(call?.titles).toEqual(['Many lists']);
    expect(call?.reasons.slice(0, 3)).toEqual([
      'Many lists',
      '4 calls of arn:aws:iam::111122223333:user/ana@example.com, 2026-11-20 08:55:00Z to 08:56:00Z',
      '08:55:00Z ListUsers by IAM user ana@example.com from 198.51.100.7',
    ]);
    expect(only(world.incidents()).pages[0]?.summary).toContain('Many lists');
  });

  test('says nothing of rules that only a correlation asks for', async () => {
    const { world, drain } = correlatingWorld();
    await world.deliverCalls(...lists(1));

    await drain();

    expect(await world.cases()).toEqual([]);
    const [line] = (await world.journal()).filter(({ kind }) => kind === 'call');
    expect(line?.data).toMatchObject({ severity: 'log', rules: [] });
  });

  test('is one page for one group and window', async () => {
    const { world, drain } = correlatingWorld();
    for (let run = 0; run < 4; run += 1) {
      await world.deliverCalls(...lists(20, { prefix: `${run}`, after: run * MINUTE_MS }));
      await drain();
    }

    expect(await pages(world)).toHaveLength(1);
    expect(world.incidents()).toHaveLength(1);
  });

  test('keeps groups apart', async () => {
    const { world, drain } = correlatingWorld();
    await world.deliverCalls(
      ...lists(3),
      ...lists(3, { prefix: 'b', user: 'bob@example.com' }),
      ...lists(4, { prefix: 'c', user: 'cat@example.com' }),
    );

    await drain();

    expect(only(await pages(world)).calls[0]?.principal).toContain('cat@example.com');
  });

  test('writes once for each group, however many calls', async () => {
    const { world, drain, writes } = correlatingWorld();
    await world.deliverCalls(...lists(60), ...lists(30, { prefix: 'b', user: 'bob@example.com' }));

    await drain();

    const byMany = writes.filter((key) => key.startsWith('correlation/test/many/'));
    expect(byMany).toHaveLength(2);
    expect(new Set(byMany).size).toBe(2);
  });

  test('counts a call that is delivered again once', async () => {
    const { world, drain } = correlatingWorld();
    for (let run = 0; run < 4; run += 1) {
      await world.deliverCalls(...lists(3));
      await drain();
    }

    expect(await pages(world)).toEqual([]);
  });

  test('a correlation of correlations holds', async () => {
    const { world, drain } = correlatingWorld();
    await world.deliverCalls(...lists(4));
    await drain();
    await world.deliverCalls(record({ eventID: 'gone', eventName: 'DeleteUser' }));
    await drain();

    const titles = (await pages(world)).map(({ calls }) => calls[0]?.titles[0]);
    expect(new Set(titles)).toEqual(new Set(['Many lists', 'Many lists, then something deleted']));
  });

  test.each([...Array(60).keys()])('pages once whatever crashes (step %i)', async (step) => {
    const crashes = createCrashes({
      at: 1 + Math.floor(step / 2),
      how: step % 2 === 0 ? 'dies-before' : 'dies-after',
    });
    const { world, drain } = correlatingWorld({ crashes });
    await world.deliverCalls(...lists(2));
    await drain().catch(() => undefined);
    world.revive();
    await world.deliverCalls(...lists(2, { prefix: 'b', after: MINUTE_MS }));
    for (let round = 0; round < 4; round += 1) {
      world.clock.advance(2 * MINUTE_MS);
      await drain().catch(() => undefined);
      world.revive();
    }

    expect(await pages(world)).toHaveLength(1);
    expect(world.incidents()).toHaveLength(1);
  });
});
