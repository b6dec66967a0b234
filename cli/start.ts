import { setTimeout as sleep } from 'node:timers/promises';
import { startHttpServer, type HttpServer } from '../local/http/server.ts';
import { type Pipeline, startPipeline } from '../local/pipeline/pipeline.ts';
import { gatherEvents } from '../local/playback/gather-events.ts';
import { type Playback, playTrail } from '../local/playback/play-trail.ts';
import { createLiveClock, createVirtualClock } from '../local/run-clock.ts';
import type { Show } from '../local/state/board-view.ts';
import { createJournalTail, type JournalTail } from '../local/state/journal-tail.ts';
import { callCounts, questionsOf } from '../local/state/run-state.ts';
import { playStory, type Story } from '../local/story/play-story.ts';
import { loadPolicy, type Policy } from './classify/load-policy.ts';
import type { CommandIo } from './classify.ts';
import { accountOfRecords } from './start/account-of-records.ts';
import { narrate } from './start/narrate.ts';
import { openBrowser } from './start/open-browser.ts';
import { DEFAULT_PORT, parseStartOptions, START_HELP, type StartOptions } from './start/options.ts';
import { readTrail, TrailPathError } from './trail/read-trail.ts';

/** What the command needs besides a command's usual: to be told to stop. */
export interface StartIo extends CommandIo {
  /** Aborts on Ctrl-C. */
  readonly interrupted: AbortSignal;
}

const DONE = 0;
const FOUND = 1;
const BAD_INPUT = 2;
/** Between two looks into the journal for the terminal's story. */
const NARRATE_MS = 300;

/** `countersign start`. Resolves with the exit status once nothing of the run is left. */
export async function runStart(args: readonly string[], io: StartIo): Promise<number> {
  const options = parseStartOptions(args);
  if (!options.ok) return badInput(io, [options.reason]);
  if (options.value === 'help') {
    io.stdout.write(START_HELP);
    return DONE;
  }
  const loaded = loadPolicy(options.value);
  if (!loaded.ok) return badInput(io, loaded.problems);
  for (const warning of loaded.warnings) io.stderr.write(`${warning}\n`);
  try {
    return await run(options.value, loaded.policy, io);
  } catch (cause) {
    if (cause instanceof TrailPathError) return badInput(io, [cause.message]);
    throw cause;
  }
}

function badInput(io: StartIo, problems: readonly string[]): number {
  for (const problem of problems) io.stderr.write(`countersign start: ${problem}\n`);
  return BAD_INPUT;
}

async function run(options: StartOptions, policy: Policy, io: StartIo): Promise<number> {
  const clock = options.paths.length > 0 ? createVirtualClock(0) : createLiveClock({ now: io.now });
  const deployment = { config: policy.config, rules: policy.documents };
  const pipeline = await startPipeline({ deployment, clock, dataDir: options.dataDir });
  const tail = createJournalTail(pipeline.journal, clock);
  let story: Story | null = null;
  let playback: Playback | null = null;
  const show: Show = { story: () => story?.scene() ?? null, progress: () => playback?.progress() ?? null };
  const server = await startServer({ pipeline, tail, show }, options.port);
  io.stdout.write(`Countersign runs here: ${server.url}  (Ctrl-C ends it)\n`);
  if (options.open) openBrowser(server.url);
  const stopNarrating = new AbortController();
  const narrating = narrateAll(tail, io, stopNarrating.signal);
  let code = DONE;
  try {
    if (options.paths.length > 0) {
      const gathered = await gatherEvents(readTrail(options.paths, io.stdin), pipeline.bus);
      const first = gathered.wanted[0];
      clock.moveTo(first?.at ?? io.now());
      playback = playTrail(pipeline, gathered, options.answer ?? 'ignore');
      await Promise.race([playback.played, aborted(io.interrupted)]);
      playback.stop();
      code = await account(pipeline, tail, io);
      if (options.answer === null) await aborted(io.interrupted);
    } else {
      if (!options.idle) story = playStory(pipeline, (scene) => io.stdout.write(`\n» ${scene.caption}\n`));
      await drainUntil(pipeline, options, io.interrupted);
      story?.stop();
      await story?.told;
    }
  } finally {
    stopNarrating.abort();
    await narrating;
    await server.close();
    await pipeline.close();
  }
  return code;
}

/** The port asked for; a free one when it is the usual one and taken. */
async function startServer(served: Parameters<typeof startHttpServer>[0], port: number): Promise<HttpServer> {
  try {
    return await startHttpServer(served, port);
  } catch (cause) {
    if (port !== DEFAULT_PORT) throw cause;
    return startHttpServer(served, 0);
  }
}

async function drainUntil(pipeline: Pipeline, options: StartOptions, interrupted: AbortSignal): Promise<void> {
  while (!interrupted.aborted) {
    await pause(options.everyMs, interrupted);
    if (!interrupted.aborted) await pipeline.drain();
  }
}

async function narrateAll(tail: JournalTail, io: StartIo, stop: AbortSignal): Promise<void> {
  const tell = async () => {
    for (const entry of await tail.follow()) {
      const line = narrate(entry);
      if (line !== null) io.stdout.write(`${line}\n`);
    }
  };
  while (!stop.aborted) {
    await tell();
    await pause(NARRATE_MS, stop);
  }
}

async function account(pipeline: Pipeline, tail: JournalTail, io: StartIo): Promise<number> {
  await tail.follow();
  const counts = callCounts(pipeline, tail);
  const incidents = pipeline.vendors.pagerduty.state().incidents.length;
  io.stdout.write(`\n${accountOfRecords(counts, await questionsOf(pipeline), incidents)}\n`);
  const { filtered, logged, notified, alerted, quarantined, duplicate } = counts;
  const sum = filtered + logged + notified + alerted + quarantined + duplicate;
  return sum === counts.received ? DONE : FOUND;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
