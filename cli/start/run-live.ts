import { setTimeout as sleep } from 'node:timers/promises';
import { playStory } from '../../local/story/play-story.ts';
import type { StartIo } from '../start.ts';
import type { OpenRun } from './open-run.ts';
import type { StartOptions } from './options.ts';

const DONE = 0;

/** The built-in story, or nothing but what comes over HTTP, until Ctrl-C. */
export async function runLive(run: OpenRun, options: StartOptions, io: StartIo): Promise<number> {
  if (options.idle) {
    await drainUntilInterrupted(run, options.everyMs, io);
    return DONE;
  }
  const story = playStory(run.pipeline, async ({ caption }) => {
    await run.tail.follow();
    run.terminal.caption(caption);
  });
  run.stage.story = story.scene;
  await drainUntilInterrupted(run, options.everyMs, io);
  story.stop();
  await story.told;
  return DONE;
}

/** As EventBridge Scheduler runs the deployed drain. */
export async function drainUntilInterrupted(
  { pipeline }: OpenRun,
  everyMs: number,
  io: StartIo,
): Promise<void> {
  const interrupted = untilAborted(io.interrupted);
  while (!io.interrupted.aborted) {
    await sleep(everyMs, undefined, { signal: io.interrupted }).catch(() => undefined);
    if (io.interrupted.aborted) return;
    const report = await Promise.race([pipeline.drain(), interrupted]);
    for (const error of report?.errors ?? []) io.stderr.write(`drain: ${error}\n`);
  }
}

function untilAborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
