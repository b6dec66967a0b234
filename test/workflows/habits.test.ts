import { createInMemoryMemory } from '../../lambda/adapters/in-memory/memory.ts';
import { EVERYBODY } from '../../lambda/baseline/usual/stored-usual.ts';
import { DAY_MS } from '../../lambda/baseline/usual/usual.ts';
import type { ApiCall } from '../../lambda/cloudtrail/api-call.ts';
import type { Memory } from '../../lambda/ports/memory.ts';
import { knowUsual, learnUsual } from '../../lambda/workflows/know-usual.ts';
import { movableClock } from '../contracts/outage.ts';
import { sampleCall } from '../facts/sample-call.ts';
import { record, START } from './messages.ts';
import { createWorld } from './world.ts';

const NOW = Date.parse('2026-03-20T12:00:00Z');

function call(awsRegion: string, daysAgo: number, more = {}): ApiCall {
  const eventTime = new Date(NOW - daysAgo * DAY_MS).toISOString();
  return sampleCall({ awsRegion, eventTime, eventSource: 'iam.amazonaws.com', ...more });
}

const firstIn = async (memory: Memory, one: ApiCall) =>
  (await knowUsual(memory, [one])).novelty(one)?.first ?? null;

describe('habits', () => {
  test('a region in which somebody never was is new, until it was learned', async () => {
    const memory = createInMemoryMemory(movableClock(NOW));
    await learnUsual(memory, [call('eu-central-1', 20)], NOW);
    const abroad = call('ap-east-1', 0);
    const before = await firstIn(memory, abroad);

    expect(await learnUsual(memory, [abroad], NOW)).toEqual([]);

    expect([before, await firstIn(memory, abroad)]).toEqual([['region'], []]);
  });

  test('what was refused teaches nothing', async () => {
    const memory = createInMemoryMemory(movableClock(NOW));
    await learnUsual(memory, [call('eu-central-1', 20)], NOW);

    await learnUsual(memory, [call('ap-east-1', 1, { errorCode: 'AccessDenied' })], NOW);

    expect(await firstIn(memory, call('ap-east-1', 0))).toEqual(['region']);
  });

  test('many calls are one write for each principal and one for all, and the same again none', async () => {
    const memory = createInMemoryMemory(movableClock(NOW));
    const written: string[] = [];
    const counting: Memory = {
      recall: memory.recall,
      remember: async (changes) => {
        written.push(...changes.map(({ key }) => key));
        return memory.remember(changes);
      },
    };
    const calls = Array.from({ length: 50 }, (_, index) => call(`region-${index}`, 1));

    await learnUsual(counting, calls, NOW);
    await learnUsual(counting, calls, NOW);

    expect(written).toEqual(['usual/of/arn:aws:iam::111122223333:user/alice', EVERYBODY]);
  });

  test('what somebody else learned meanwhile is kept', async () => {
    const memory = createInMemoryMemory(movableClock(NOW));
    await learnUsual(memory, [call('eu-central-1', 20)], NOW);
    let isOvertaken = false;
    const overtaken: Memory = {
      recall: async (keys) => {
        const recalled = await memory.recall(keys);
        if (!isOvertaken) await learnUsual(memory, [call('eu-west-1', 1)], NOW);
        isOvertaken = true;
        return recalled;
      },
      remember: memory.remember,
    };

    expect(await learnUsual(overtaken, [call('eu-north-1', 1)], NOW)).toEqual([]);

    expect(await firstIn(memory, call('eu-west-1', 0))).toEqual([]);
    expect(await firstIn(memory, call('eu-north-1', 0))).toEqual([]);
  });

  test('a memory that is away holds nothing up: nothing is new, and it is told', async () => {
    const away = async () => {
      throw new Error('the table is away');
    };
    const memory: Memory = { recall: away, remember: away };
    const one = call('ap-east-1', 0);

    const known = await knowUsual(memory, [one]);

    expect(known.novelty(one)).toBeNull();
    expect(known.errors).toEqual(['habits were not recalled: the table is away']);
    expect(await learnUsual(memory, [one], NOW)).toEqual(['habits were not learned: the table is away']);
  });

  test('a drain learns from the calls it dealt with', async () => {
    const world = createWorld();
    await world.deliverCalls(record({ eventTime: new Date(START).toISOString() }));

    await world.drainWith({ habits: world.ports.memory });

    expect((await world.ports.memory?.recall([EVERYBODY]))?.size).toBe(1);
  });
});
