import type { Fault } from '../../lambda/adapters/in-memory/faults.ts';
import { drain } from '../../lambda/workflows/drain.ts';
import { record, records } from './messages.ts';
import { createWorld, MINUTE_MS, only } from './world.ts';

const DOWN: Fault = { kind: 'request-lost' };

describe('Slack', () => {
  test('down: the question is a page in the same drain', async () => {
    const world = createWorld();
    world.outage('slack', DOWN);
    await world.deliverCalls(record());
    await world.drain();
    expect(only(await world.questions())).toMatchObject({ state: 'escalated', cause: 'unreachable' });
    expect(only(only(world.incidents()).pages).summary).toContain('Slack did not deliver the question');
  });

  test('a hiccup is bridged', async () => {
    const world = createWorld();
    let posts = 0;
    world.outage('slack', (operation) => (operation === 'post' && posts++ === 0 ? DOWN : null));
    await world.deliverCalls(record());
    await world.drain();
    expect(only(await world.questions()).state).toBe('asked');
    expect(world.asked()).toHaveLength(1);
  });

  test('throttled: it waits as long as it is told, then asks', async () => {
    const world = createWorld();
    world.outage('slack', { kind: 'throttled', retryAfterMs: 3 * MINUTE_MS });
    await world.deliverCalls(record());
    await world.drain();
    world.outage('slack', null);
    await world.later(2 * MINUTE_MS);
    expect(world.asked()).toEqual([]);
    await world.later(2 * MINUTE_MS);
    expect(world.asked()).toHaveLength(1);
    expect(world.incidents()).toEqual([]);
  });

  test('throttled past the deadline: it is a page', async () => {
    const world = createWorld();
    world.outage('slack', { kind: 'throttled', retryAfterMs: MINUTE_MS });
    await world.deliverCalls(record());
    await world.drain();
    for (let minute = 0; minute < 16; minute += 2) await world.later(2 * MINUTE_MS);
    expect(only(await world.questions())).toMatchObject({ state: 'escalated', cause: 'unreachable' });
    expect(only(world.incidents()).pages).toHaveLength(1);
  });

  test('nobody there by that address: it is a page', async () => {
    const world = createWorld({ directory: () => null });
    await world.deliverCalls(record());
    await world.drain();
    expect(only(await world.questions())).toMatchObject({ state: 'escalated', cause: 'unreachable' });
    expect(world.incidents()).toHaveLength(1);
  });
});

describe('PagerDuty', () => {
  test('down: tried in every drain until it is up, then one incident with all details', async () => {
    const world = createWorld();
    world.outage('pagerduty', DOWN);
    await world.deliverCalls(record({ eventName: 'StopLogging' }));
    await world.drain();
    for (let hour = 0; hour < 30; hour++) await world.later(60 * MINUTE_MS);
    expect(world.incidents()).toEqual([]);
    world.outage('pagerduty', null);
    await world.later(2 * MINUTE_MS);
    const page = only(only(world.incidents()).pages);
    expect(page.details).toMatchObject({ principal: 'IAM user ana@example.com', calls: 1 });
    await world.later(2 * MINUTE_MS);
    expect(only(world.incidents()).pages).toHaveLength(1);
    expect(only(await world.cases())).toMatchObject({ outbox: [], dueAt: null });
  });

  test('down: the security channel is told meanwhile', async () => {
    const world = createWorld();
    world.outage('pagerduty', DOWN);
    await world.deliverCalls(record({ eventName: 'StopLogging' }));
    await world.drain();
    expect(only(world.messages())).toMatchObject({ channel: 'C0SECURITY' });
  });

  test('an answer lost on the way back: one incident', async () => {
    const world = createWorld();
    world.outage('pagerduty', { kind: 'answer-lost' });
    await world.deliverCalls(record({ eventName: 'StopLogging' }));
    await world.drain();
    world.outage('pagerduty', null);
    await world.later(2 * MINUTE_MS);
    expect(world.incidents()).toHaveLength(1);
    expect(only(await world.cases()).outbox).toEqual([]);
  });

  test('refuses the page: it is sent without its details in the same drain', async () => {
    const world = createWorld();
    let pages = 0;
    world.outage('pagerduty', () => (pages++ === 0 ? { kind: 'refused', reason: 'too large' } : null));
    await world.deliverCalls(record({ eventName: 'StopLogging' }));
    await world.drain();
    expect(only(only(world.incidents()).pages).details).toMatchObject({ note: expect.any(String) });
  });

  test('throttled: the page waits as long as it is told', async () => {
    const world = createWorld();
    world.outage('pagerduty', { kind: 'throttled', retryAfterMs: 3 * MINUTE_MS });
    await world.deliverCalls(record({ eventName: 'StopLogging' }));
    await world.drain();
    world.outage('pagerduty', null);
    await world.later(2 * MINUTE_MS);
    expect(world.incidents()).toEqual([]);
    await world.later(2 * MINUTE_MS);
    expect(world.incidents()).toHaveLength(1);
  });
});

describe('Duo', () => {
  async function confirming() {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    return world;
  }

  test('down for a while: the push is sent as soon as it is up', async () => {
    const world = await confirming();
    world.outage('duo', DOWN);
    await world.click('yes', only(world.asked()));
    expect(only(await world.questions()).state).toBe('confirming');
    world.outage('duo', null);
    world.onPush({ kind: 'approved' });
    await world.later(30_000);
    expect(only(await world.questions()).state).toBe('verified');
  });

  test('down until the deadline: it is a page', async () => {
    const world = await confirming();
    world.outage('duo', DOWN);
    await world.click('yes', only(world.asked()));
    for (let minute = 0; minute < 16; minute += 2) await world.later(2 * MINUTE_MS);
    expect(only(await world.questions())).toMatchObject({
      state: 'escalated',
      cause: 'second-factor-unreachable',
    });
    expect(only(world.incidents()).pages).toHaveLength(1);
    expect(world.pushes()).toEqual([]);
  });

  test('refuses: it is a page at once', async () => {
    const world = await confirming();
    world.outage('duo', { kind: 'refused', reason: 'invalid integration key' });
    await world.click('yes', only(world.asked()));
    expect(only(await world.questions())).toMatchObject({ cause: 'second-factor-unreachable' });
    expect(only(only(world.incidents()).pages).summary).toContain('invalid integration key');
  });

  test('silent while a push waits: an approval is found when it is back', async () => {
    const world = await confirming();
    world.onPush({ kind: 'approved' });
    world.outage('duo', (operation) => (operation === 'status' ? DOWN : null));
    await world.click('yes', only(world.asked()));
    expect(only(await world.questions()).state).toBe('confirming');
    world.outage('duo', null);
    await world.later(15_000);
    expect(only(await world.questions()).state).toBe('verified');
    expect(world.pushes()).toHaveLength(1);
  });
});

describe('a flood', () => {
  test('delays no alert: it pages before the next messages are taken', async () => {
    const world = createWorld();
    await world.deliverCalls(record({ eventName: 'StopLogging' }), ...records(120));
    const paged: number[] = [];
    const { queue } = world.ports;
    const receive = (seconds: number) => {
      paged.push(world.incidents().length);
      return queue.receive(seconds);
    };
    await world.drainWith({ queue: { receive, remove: queue.remove, send: queue.send } });
    expect(paged.slice(9, 11)).toEqual([0, 1]);
  });

  test('delays no deadline: cases that are due come before the queue', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    world.clock.advance(16 * MINUTE_MS);
    await world.deliverCalls(record({ eventID: 'next', eventName: 'CreateGroup' }));
    const noTimeForMessages = { ...world.ports.queue, receive: () => Promise.reject(new Error('too much')) };
    await expect(world.drainWith({ queue: noTimeForMessages })).rejects.toThrow('too much');
    expect(only(world.incidents()).pages).toHaveLength(1);
  });

  test('is left in the queue when the time is over, and taken up by the next drain', async () => {
    const world = createWorld();
    await world.deliverCalls(...records(500));
    let looks = 0;
    const remaining = () => (looks++ < 4 ? 110_000 : 1_000);
    const report = await drain(world.ports, remaining);
    expect(report.emptied).toBe(false);
    expect(report.notified).toBeLessThan(500);
    expect(await world.drain()).toMatchObject({ notified: 500 - report.notified, emptied: true });
    expect(world.asked()).toHaveLength(1);
  });
});
