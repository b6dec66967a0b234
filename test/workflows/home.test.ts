import { takeFromSlack } from '../../lambda/workflows/take-from-slack.ts';
import { record } from './messages.ts';
import { createWorld, MINUTE_MS, only, userOf, type World } from './world.ts';

const ANA = userOf('ana@example.com');

async function look(world: World, user: string): Promise<string> {
  const ports = {
    ...world.ports,
    within: <T>(_ms: number, value: Promise<T>) => value,
    tellPrivately: async () => true,
  };
  await takeFromSlack(ports, { kind: 'home', user });
  await world.work();
  return JSON.stringify(world.home(user));
}

describe("the app's home in Slack", () => {
  test('shows a person what was asked, what they answered and what came of it', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    expect(await look(world, ANA)).toContain('waiting for you');
    await world.click('no', only(world.asked()));
    const home = await look(world, ANA);
    expect(home).toContain('No, not me');
    expect(home).toContain('the security team was paged');
  });

  test('shows nobody what others were asked', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    const home = await look(world, 'U0EVE');
    expect(home).toContain('Nothing so far');
    expect(home).not.toContain('CreateUser');
  });

  test('names a late answer as one', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    const question = only(world.asked());
    await world.later(16 * MINUTE_MS);
    await world.click('yes', question);
    expect(await look(world, ANA)).toMatch(/Yes, it was me.*the security team was paged/);
  });

  test('that Slack does not take loses nothing else', async () => {
    const world = createWorld();
    await world.deliverCalls(record());
    await world.drain();
    world.outage('slack', { kind: 'request-lost' });
    await look(world, ANA);
    world.outage('slack', null);
    expect(await look(world, ANA)).toContain('waiting for you');
  });
});
