import { mkdirSync } from 'node:fs';
import { loadPolicy } from './classify/load-policy.ts';
import type { CommandIo } from './classify.ts';
import { messageOf } from './failure.ts';
import { openRun } from './start/open-run.ts';
import { parseStartOptions, START_HELP, type StartOptions } from './start/options.ts';
import { runLive } from './start/run-live.ts';
import { runPlayback } from './start/run-playback.ts';
import { isFolder, STDIN } from './trail/trail-files.ts';
import { TrailPathError } from './trail/trail-item.ts';

/** What the command needs besides a command's usual: to be told to stop. */
export interface StartIo extends CommandIo {
  /** Aborts on Ctrl-C. */
  readonly interrupted: AbortSignal;
}

const DONE = 0;
const BAD_INPUT = 2;

/** `countersign start`. Resolves with the exit status once nothing of the run is left. */
export async function runStart(args: readonly string[], io: StartIo): Promise<number> {
  const options = parseStartOptions(args);
  if (!options.ok) return badInput(io, [options.reason]);
  if (options.value === 'help') {
    io.stdout.write(START_HELP);
    return DONE;
  }
  const missing = await missingPath(options.value);
  if (missing !== null) return badInput(io, [missing]);
  const loaded = loadPolicy(options.value);
  if (!loaded.ok) return badInput(io, loaded.problems);
  for (const warning of loaded.warnings) io.stderr.write(`${warning}\n`);
  const opened = await openRun(options.value, loaded.policy, io);
  if (!opened.ok) return badInput(io, [opened.reason]);
  try {
    return options.value.paths.length > 0
      ? await runPlayback(opened.value, options.value, io)
      : await runLive(opened.value, options.value, io);
  } finally {
    await opened.value.close();
  }
}

function badInput(io: StartIo, problems: readonly string[]): number {
  for (const problem of problems) io.stderr.write(`countersign start: ${problem}\n`);
  return BAD_INPUT;
}

/** Looked for before anything is started, so that a slip of the pen opens no browser. */
async function missingPath({ paths, dataDir }: StartOptions): Promise<string | null> {
  try {
    for (const path of paths) if (path !== STDIN) await isFolder(path);
  } catch (cause) {
    if (cause instanceof TrailPathError) return cause.message;
    throw cause;
  }
  try {
    if (dataDir !== null) mkdirSync(dataDir, { recursive: true });
    return null;
  } catch (cause) {
    return `--data: ${messageOf(cause)}`;
  }
}
