import { drainHandler } from '../../lambda/handlers/drain.ts';
import type { DrainReport } from '../../lambda/workflows/drain-ports.ts';
import { record, records } from '../workflows/messages.ts';
import { createWorld } from '../workflows/world.ts';

const context = { getRemainingTimeInMillis: () => 110_000 };

describe('the drain function', () => {
  test('reports figures, and nothing of any call', async () => {
    const world = createWorld();
    await world.deliverCalls(...records(3), record({ eventID: 'b', eventName: 'StopLogging' }));
    const logged: DrainReport[] = [];
    const handler = drainHandler(
      () => world.ports,
      (report) => logged.push(report),
    );
    const report = await handler({}, context);
    expect(report).toEqual({
      messages: 4,
      logged: 0,
      notified: 3,
      alerted: 1,
      duplicate: 0,
      quarantined: 0,
      errors: [],
      emptied: true,
    });
    expect(logged).toEqual([report]);
  });

  test('takes no new messages when its time is nearly over', async () => {
    const world = createWorld();
    await world.deliverCalls(...records(3));
    const handler = drainHandler(
      () => world.ports,
      () => {},
    );
    expect(await handler({}, { getRemainingTimeInMillis: () => 29_000 })).toMatchObject({
      messages: 0,
      emptied: false,
    });
    expect(await handler({}, context)).toMatchObject({ messages: 3 });
  });
});
