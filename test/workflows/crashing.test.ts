import { eventOf } from '../../lambda/eventbridge/event-of.ts';
import { type Crashes, type CrashPlan, createCrashes } from './crashes.ts';
import { envelope, iamUser, record, records, STAGING } from './messages.ts';
import { buttonOf, createWorld, MINUTE_MS, type World } from './world.ts';

/** What happens in a world: some of everything, then people who do what they are asked. */
async function play(world: World): Promise<void> {
  world.onPush({ kind: 'approved' });
  const steps = [() => world.drain(), () => pressAll(world), () => world.work()];
  for (let round = 0; round < 8; round++) {
    for (const step of steps) {
      await step().catch(() => undefined);
      world.revive();
    }
    world.clock.advance(2 * MINUTE_MS);
  }
}

/** Ana says yes to every question she sees, Bob no. */
async function pressAll(world: World): Promise<void> {
  for (const message of world.asked()) {
    if (buttonOf(message, 'yes') === null) continue;
    await world.press(message.user === 'UANA' ? 'yes' : 'no', message);
  }
}

async function worldWith(crashes: Crashes): Promise<World> {
  const world = createWorld({ crashes });
  await world.deliverCalls(
    ...records(3, {}, 'ana'),
    record({ eventID: 'bob-1', userIdentity: iamUser('bob@example.com') }),
    record({ eventID: 'log-1', eventName: 'CreateGroup' }),
    record({ eventID: 'stop-1', eventName: 'StopLogging' }),
  );
  await world.deliver('garbage', forged());
  return world;
}

function forged(): string {
  return envelope(eventOf(record({ eventID: 'forged-1' })), STAGING);
}

/** What must be the same whatever crashed. */
async function outcome(world: World) {
  const journal = await world.journal();
  const cases = await world.cases();
  return {
    questions: cases
      .filter((item) => item.kind === 'question')
      .map(({ person, state, cause, calls }) => ({ who: person.email, state, cause, calls: idsOf(calls) }))
      .sort((one, other) => (one.who < other.who ? -1 : 1)),
    alerts: cases
      .filter((item) => item.kind === 'alert')
      .map(({ because, calls }) => ({ because, calls: calls.length }))
      .sort(byText),
    unfinished: cases.filter((item) => item.outbox.length > 0).length,
    incidents: world.incidents().length,
    calls: journal
      .filter((entry) => entry.kind === 'call')
      .map(({ id, data, caseId }) => ({
        id: id.replace(/[0-9a-f-]{36}/, ''),
        severity: data['severity'],
        inCase: caseId !== undefined,
      }))
      .sort(byText),
    quarantined: (await world.quarantined()).map(({ reason }) => reason),
    left: await world.left(),
  };
}

function idsOf(calls: readonly { readonly eventID: string }[]): readonly string[] {
  return calls.map((call) => call.eventID).sort();
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

async function played(plan: CrashPlan) {
  const crashes = createCrashes(plan);
  const world = await worldWith(crashes);
  await play(world);
  const asked = Object.values(Object.groupBy(world.asked(), ({ user }) => user ?? ''));
  return {
    calls: crashes.calls(),
    mostAsked: Math.max(...asked.map((questions) => questions?.length ?? 0)),
    pushes: world.pushes().length,
    outcome: await outcome(world),
  };
}

const HOWS = ['dies-before', 'dies-after', 'fails-before', 'fails-after'] as const;

describe('a crash', () => {
  test.each(HOWS)('at any await that %s leaves everything ended exactly once', async (how) => {
    const smooth = await played({ at: 0, how });
    expect(smooth.outcome).toMatchObject({
      questions: [
        { who: 'ana@example.com', state: 'verified' },
        { who: 'bob@example.com', state: 'escalated', cause: 'no' },
      ],
      unfinished: 0,
      incidents: 3,
      left: 0,
    });
    expect(smooth).toMatchObject({ mostAsked: 1, pushes: 1 });
    for (let at = 1; at <= smooth.calls; at++) {
      const crashed = await played({ at, how });
      expect({ at, ...crashed.outcome }).toEqual({ at, ...smooth.outcome });
      // Only a crash between a vendor's accepting and our writing it down repeats what the vendor did.
      expect(crashed.mostAsked).toBeLessThanOrEqual(2);
      expect(crashed.pushes).toBeLessThanOrEqual(2);
    }
  });
});
