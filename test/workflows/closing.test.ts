import { endIncident } from '../../lambda/workflows/end-incident.ts';
import { takeResolution } from '../../lambda/workflows/take-resolution.ts';
import { record } from './messages.ts';
import { createWorld, MINUTE_MS, only, type World } from './world.ts';

/** A world in which Ana's No has paged. */
async function paged(): Promise<World> {
  const world = createWorld();
  await world.deliverCalls(record());
  await world.drain();
  await world.click('no', only(world.asked()));
  return world;
}

async function resolve(world: World, times = 1): Promise<void> {
  const { dedupKey } = only(world.incidents());
  for (let time = 0; time < times; time++) {
    await takeResolution(world.ports, { incidentKey: dedupKey, by: 'Olga On-Call' });
  }
  await world.work();
}

async function endings(world: World): Promise<readonly unknown[]> {
  const journal = await world.journal();
  return journal.map(({ data }) => data['event']).filter((event) => /resolved|closed/.test(String(event)));
}

describe('an incident that is resolved in PagerDuty', () => {
  test('ends here too, with who did it, journalled', async () => {
    const world = await paged();
    await resolve(world);
    expect(only(await world.questions()).closed).toMatchObject({ by: 'pager', who: 'Olga On-Call' });
    expect(await endings(world)).toEqual(['resolved by PagerDuty']);
  });

  test('asks anew about the next call of its origin', async () => {
    const world = await paged();
    await resolve(world);
    await world.deliverCalls(record({ eventID: 'after' }));
    await world.later(MINUTE_MS);
    expect(world.asked()).toHaveLength(2);
  });

  test('delivered again, also much later, changes nothing more', async () => {
    const world = await paged();
    await resolve(world, 2);
    const after = await world.questions();
    world.clock.advance(60 * MINUTE_MS);
    await resolve(world);
    expect(await world.questions()).toEqual(after);
    expect(await endings(world)).toHaveLength(1);
  });

  test('is not opened again by a late answer that is no No', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    const before = only(world.asked());
    await world.later(16 * MINUTE_MS);
    await resolve(world);
    await world.click('wrong-person', before);
    expect(only(world.incidents()).pages).toHaveLength(1);
  });
});

describe('a question that is still being asked', () => {
  test('is not ended by the pager nor by an operator: only by an answer, its push or the page', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    const { id } = only(await world.questions());
    await takeResolution(world.ports, { incidentKey: `countersign-${id}`, by: 'Eve' });
    await world.work();
    await endIncident(world.ports.cases, id, { by: 'operator', at: world.clock.now(), who: 'Eve' });
    expect(only(await world.questions())).toMatchObject({ state: 'asked' });
    await world.later(16 * MINUTE_MS);
    expect(only(await world.questions())).toMatchObject({ state: 'escalated', cause: 'silence' });
  });
});

describe('an incident that an operator ends', () => {
  async function ended(world: World) {
    const { id } = only(await world.questions());
    const end = { by: 'operator', at: world.clock.now(), who: 'bob', why: 'Ana was called' } as const;
    await endIncident(world.ports.cases, id, end);
  }

  test('is resolved in PagerDuty by the next drain', async () => {
    const world = await paged();
    await ended(world);
    await world.later(MINUTE_MS);
    expect(only(world.incidents()).open).toBe(false);
    expect(await world.journal()).toContainEqual(
      expect.objectContaining({
        data: expect.objectContaining({ event: 'closed by operator', who: 'bob', why: 'Ana was called' }),
      }),
    );
  });

  test('is resolved after its page, however late PagerDuty takes that', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    world.outage('pagerduty', { kind: 'request-lost' });
    await world.click('no', only(world.asked()));
    await ended(world);
    await world.later(MINUTE_MS);
    expect(world.incidents()).toEqual([]);
    world.outage('pagerduty', null);
    await world.later(MINUTE_MS);
    await world.later(MINUTE_MS);
    expect(only(world.incidents())).toMatchObject({ open: false, pages: [expect.anything()] });
  });

  test('pages anew when the person says No after all', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    const before = only(world.asked());
    await world.later(16 * MINUTE_MS);
    await ended(world);
    await world.later(MINUTE_MS);
    await world.click('no', before);
    expect(world.incidents().map(({ open }) => open)).toEqual([false, true]);
    expect(only(await world.questions()).closed).toBeUndefined();
  });
});
