import { gatherEvents } from '../../local/playback/gather-events.ts';
import { pipelineStage } from '../../local/playback/pipeline-stage.ts';
import { playTrail } from '../../local/playback/play-trail.ts';
import { callCounts, questionsOf } from '../../local/state/run-state.ts';
import type { StartIo } from '../start.ts';
import { readTrail, type TrailItem } from '../trail/read-trail.ts';
import { accountOfRecords } from './account-of-records.ts';
import type { OpenRun } from './open-run.ts';
import type { StartOptions } from './options.ts';
import { drainUntilInterrupted } from './run-live.ts';

const DONE = 0;
const FOUND = 1;
/** 128 and the number of SIGINT, as shells have it. */
const INTERRUPTED = 130;

/** CloudTrail files on a clock that follows their times, then the account of every record. */
export async function runPlayback(run: OpenRun, options: StartOptions, io: StartIo): Promise<number> {
  const { pipeline, terminal, stage } = run;
  const gathered = await gatherEvents(untilInterrupted(readTrail(options.paths, io.stdin), io), pipeline.bus);
  pipeline.clock.moveTo(gathered.wanted[0]?.at ?? io.now());
  const playback = playTrail(pipelineStage(pipeline), gathered, options.answer);
  stage.progress = playback.progress;
  const stop = () => playback.stop();
  io.interrupted.addEventListener('abort', stop, { once: true });
  if (io.interrupted.aborted) stop();
  const isWhole = await playback.played;
  io.interrupted.removeEventListener('abort', stop);
  const account = await accountOf(run);
  terminal.quiet();
  const { done, total } = playback.progress();
  if (!isWhole) io.stdout.write(`\nStopped after ${done} of ${total} records.\n`);
  io.stdout.write(`\n${account.text}\n`);
  if (!isWhole) return INTERRUPTED;
  if (options.answer === null) {
    io.stdout.write('The page stays open; Ctrl-C ends it.\n');
    await drainUntilInterrupted(run, options.everyMs, io);
  }
  return account.isWhole ? DONE : FOUND;
}

async function accountOf({ pipeline, tail }: OpenRun) {
  await tail.follow();
  const { incidents } = pipeline.vendors.pagerduty.state();
  const counts = await callCounts(pipeline, tail);
  return accountOfRecords(counts, await questionsOf(pipeline), incidents.length);
}

/** Ends when the run does; a standard input that nobody closes is let go. */
async function* untilInterrupted(items: AsyncIterable<TrailItem>, io: StartIo): AsyncIterable<TrailItem> {
  const letGo = () => io.stdin.destroy();
  io.interrupted.addEventListener('abort', letGo, { once: true });
  try {
    for await (const item of items) {
      if (io.interrupted.aborted) return;
      yield item;
    }
  } catch (cause) {
    if (!io.interrupted.aborted) throw cause;
  } finally {
    io.interrupted.removeEventListener('abort', letGo);
  }
}
