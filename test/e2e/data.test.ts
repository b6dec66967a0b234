import { setTimeout as sleep } from 'node:timers/promises';
import { aboutPerson, accountOf, only } from './client.ts';
import { inFolder } from './in-folder.ts';
import { createUser, openSecurityGroup, snsEnvelope } from './records.ts';
import { type Run, runsOfThisFile } from './start.ts';

const runs = runsOfThisFile();
function startIn(folder: string): Promise<Run> {
  return runs.start('--idle', '--every', '1h', '--data', folder);
}

async function kill(run: Run): Promise<void> {
  run.signal('SIGKILL');
  expect((await run.ended).signal).toBe('SIGKILL');
}

test.concurrent('a kill loses neither the queue, nor the open question, nor the pages, nor the counts', () =>
  inFolder(async (folder) => {
    const before = await startIn(folder);
    await before.happen(createUser('asked@example.com'), openSecurityGroup('paged@example.com', '::/0'));
    await before.publish(Array.from({ length: 30 }, () => createUser('queued@example.com')));
    await before.queue('held, not lost');
    await before.queue(
      snsEnvelope({ Records: [createUser('twins@example.com'), createUser('twins@example.com')] }),
    );
    const { calls } = await before.state();
    await kill(before);

    const run = await startIn(folder);
    expect((await run.state()).calls).toEqual(calls);
    const message = only(aboutPerson(await run.state(), 'asked@example.com').messages);
    await run.click(message.id, 'yes', message.user ?? '');
    const push = only(aboutPerson(await run.state(), 'asked@example.com').pushes);
    await run.phone(push.txid, 'approve');
    await run.drain();

    const state = await run.state();
    expect(only(aboutPerson(state, 'asked@example.com').cases).state).toBe('verified');
    expect(only(aboutPerson(state, 'queued@example.com').cases).calls).toHaveLength(30);
    expect(only(aboutPerson(state, 'twins@example.com').cases).calls).toHaveLength(2);
    expect(only(state.quarantine).body).toBe('held, not lost');
    expect(only(state.incidents)).toMatchObject({ events: 1, details: { person: 'paged@example.com' } });
    expect(accountOf(state)).toEqual({ received: 35, accounted: 35 });
    await run.stop();
  }));

test.concurrent('kills in the middle of publishing and draining lose no call and count none twice', () =>
  inFolder(async (folder) => {
    const email = 'battered@example.com';
    const published: unknown[] = [];
    for (const afterMs of [30, 250, 900]) {
      const run = await startIn(folder);
      const batch = Array.from({ length: 60 }, () => createUser(email));
      await run.publish(batch);
      published.push(...batch.map((record) => record['eventID']));
      const work = [
        run.drain(),
        run.publish(Array.from({ length: 60 }, () => createUser('lost@example.com'))),
      ];
      await sleep(afterMs);
      await kill(run);
      await Promise.allSettled(work);
    }

    const run = await startIn(folder);
    // What a killed function had claimed is anybody's again after a minute and a half.
    await run.advance('2m');
    await run.drain();
    await run.drain();

    const state = await run.state();
    const { received, accounted } = accountOf(state);
    expect(accounted).toBe(received);
    expect(received).toBeGreaterThanOrEqual(published.length);
    const { cases, messages } = aboutPerson(state, email);
    expect(cases.flatMap(({ calls }) => calls).toSorted(byText)).toEqual(published.toSorted(byText));
    expect(cases.every((each) => each.state === 'asked')).toBe(true);
    expect(messages.filter(({ buttons }) => buttons.length > 0).length).toBeGreaterThanOrEqual(cases.length);
    await run.stop();
  }));

function byText(one: unknown, other: unknown): number {
  return String(one) < String(other) ? -1 : 1;
}

test.concurrent('a clock that was moved ahead stays there', () =>
  inFolder(async (folder) => {
    const before = await startIn(folder);
    await before.advance('16m');
    await before.happen(createUser('ahead@example.com'));
    await before.stop();

    const run = await startIn(folder);
    const { cases, calls } = await run.state();
    expect(calls).toMatchObject({ received: 1, notified: 1 });
    expect(only(cases).deadline).toBeGreaterThan(Date.now() + 16 * 60_000);
    await run.advance('14m');
    await run.drain();
    expect(only((await run.state()).cases).state).toBe('asked');
    await run.advance('2m');
    await run.drain();
    expect(only((await run.state()).cases)).toMatchObject({ state: 'escalated', cause: 'silence' });
    await run.stop();
  }));

test.concurrent('data that another run uses is refused with one line', () =>
  inFolder(async (folder) => {
    const run = await startIn(folder);
    const second = runs.spawn('--idle', '--data', folder);

    expect((await second.ended).code).toBe(2);
    expect(second.stderr()).toMatch(/^countersign start: --data: [^\n]*\n$/);
    expect((await run.state()).calls.received).toBe(0);
    await run.stop();
  }));
