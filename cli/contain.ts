import { createInterface } from 'node:readline/promises';
import { containmentOf, type Step } from '../lambda/investigate/containment.ts';
import { shellText } from '../lambda/investigate/shell-word.ts';
import type { CommandIo } from './classify.ts';
import { CONTAIN_USAGE, readContainOptions } from './contain/options.ts';
import { callerOf } from './contain/own-identity.ts';
import { containmentEntry, type Recorder, recordIn, type StepResult } from './contain/record.ts';
import { type RunCommand, runCommand } from './contain/run-command.ts';
import { messageOf } from './failure.ts';

/** Stand in commands for what nothing told. */
const TO_FILL_IN = new Set(['USER_NAME', 'INSTANCE_ARN', 'PERMISSION_SET_ARN', 'IDENTITY_STORE_ID']);
const DONE = 0;
const BAD_INPUT = 2;

/**
 * `countersign contain`: the commands that stop a key; with `--execute` they are run after they were shown and somebody
 * typed `yes`. Resolves with the exit status.
 *
 * @param run how a command is run: the AWS command line, with the caller's own credentials
 * @param recorder where each step is written down
 */
export async function runContain(
  args: readonly string[],
  io: CommandIo,
  run: RunCommand = runCommand,
  recorder: (config: string | null) => Recorder = recordIn,
): Promise<number> {
  const options = readContainOptions(args);
  if (!options.ok) return refuse(io, options.reason);
  if (options.value === 'help') {
    io.stdout.write(CONTAIN_USAGE);
    return DONE;
  }
  const { subject, principal, execute, config } = options.value;
  const steps = containmentOf({ subject, principal, now: io.now() });
  io.stdout.write(steps.map(({ text, command }) => `# ${text}\n${shellText(command)}\n`).join('\n'));
  if (!execute) return DONE;
  const gap = steps.flatMap(({ command }) => command).find((word) => TO_FILL_IN.has(word));
  if (gap !== undefined)
    return refuse(io, `nothing was done: ${gap} is to be filled in; --principal ARN tells whose key it is`);
  const caller = await callerOf(subject, principal, run);
  if (!caller.ok) return refuse(io, `nothing was done: ${caller.reason}`);
  if (!(await isConfirmed(io))) return refuse(io, 'nothing was done');
  try {
    const record = recorder(config);
    const noted = (step: Step, result: StepResult) =>
      record(containmentEntry(subject.key, step, { by: caller.value, at: io.now(), result }));
    return await runSteps(steps, io, run, noted);
  } catch (cause) {
    return refuse(io, `stopped, because it cannot be written down: ${messageOf(cause)}`);
  }
}

async function isConfirmed(io: CommandIo): Promise<boolean> {
  io.stderr.write('\nRun these commands now? Type yes: ');
  const lines = createInterface({ input: io.stdin });
  try {
    for await (const line of lines) return line.trim() === 'yes';
    return false;
  } finally {
    lines.close();
  }
}

/** Stops at the first command that fails: what comes after may rest on it. */
async function runSteps(
  steps: readonly Step[],
  io: CommandIo,
  run: RunCommand,
  noted: (step: Step, result: StepResult) => Promise<void>,
): Promise<number> {
  for (const step of steps) {
    const { text, command } = step;
    await noted(step, 'begun');
    const { code, stdout, stderr } = await run(command);
    await noted(step, code === 0 ? 'done' : 'failed');
    if (code !== 0) return refuse(io, `failed, and what follows was not run: ${text}: ${stderr.trim()}`);
    io.stdout.write(`done: ${text}\n${stdout}`);
  }
  return DONE;
}

function refuse(io: CommandIo, reason: string): number {
  io.stderr.write(`countersign contain: ${reason}\n`);
  return BAD_INPUT;
}
