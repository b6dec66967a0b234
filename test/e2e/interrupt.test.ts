import { writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { inFolder } from './in-folder.ts';
import { createUser } from './records.ts';
import { runsOfThisFile } from './start.ts';

const runs = runsOfThisFile();
/** Longest that anybody waits after Ctrl-C; a busy machine included. */
const PROMPT_MS = 8_000;

async function promptly<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('still running')), PROMPT_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/** Whether anybody listens there. */
function listens(url: string): Promise<boolean> {
  const { port, hostname } = new URL(url);
  return new Promise((resolve) => {
    const socket = net.connect(Number(port), hostname);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.concurrent.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a run that waits, with nothing left running',
  async (signal) => {
    const run = await runs.start('--idle');
    await run.happen(createUser('waiting@example.com'));
    run.signal(signal);

    expect(await promptly(run.ended)).toEqual({ code: 0, signal: null });
    expect(await listens(run.url)).toBe(false);
    expect(lives(run.pid)).toBe(false);
    expect(run.stderr()).toBe('');
  },
);

test.concurrent('Ctrl-C ends the story', async () => {
  const run = await runs.start();
  await run.says(/ordinary morning/);

  expect(await promptly(run.stop())).toEqual({ code: 0, signal: null });
  expect(await listens(run.url)).toBe(false);
});

test.concurrent('Ctrl-C ends a run whose question waits for the phone', async () => {
  const run = await runs.start('--idle');
  await run.happen(createUser('phone@example.com'));
  const [message] = (await run.state()).messages;
  await run.click(message?.id ?? '', 'yes', message?.user ?? '');
  expect((await run.state()).pushes).toMatchObject([{ state: 'waiting' }]);

  expect(await promptly(run.stop())).toEqual({ code: 0, signal: null });
});

test.concurrent('Ctrl-C ends a run whose vendor does not answer', async () => {
  const run = await runs.start('--idle', '--every', '1h');
  await run.outage('slack', 'slow');
  await run.publish(createUser('slow@example.com'));
  const drain = run.drain().catch(() => undefined);
  run.signal('SIGINT');

  expect(await promptly(run.ended)).toEqual({ code: 0, signal: null });
  await drain;
});

test.concurrent('Ctrl-C stops a playback, which says how far it came and ends with 130', () =>
  inFolder(async (folder) => {
    const start = Date.UTC(2023, 6, 10);
    const records = Array.from({ length: 2_000 }, (_, index) =>
      createUser(`person-${index}@example.com`, { at: start + index * 3_600_000 }),
    );
    const file = path.join(folder, 'long.json');
    await writeFile(file, JSON.stringify({ Records: records }));
    const run = await runs.start(file, '--answer', 'yes');
    await run.says(/verified/);

    expect(await promptly(run.stop())).toEqual({ code: 130, signal: null });
    expect(run.stdout()).toMatch(/Stopped after \d+ of 2000 records/);
  }));

test.concurrent('Ctrl-C ends a run that reads a standard input which nobody closes', async () => {
  const run = await runs.start('-');

  expect((await promptly(run.stop())).signal).toBeNull();
});
