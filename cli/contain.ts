import { createInterface } from 'node:readline/promises';
import { containmentOf, type Step } from '../lambda/investigate/containment.ts';
import { shellText } from '../lambda/investigate/shell-word.ts';
import type { CommandIo } from './classify.ts';
import { CONTAIN_USAGE, readContainOptions } from './contain/options.ts';
import { lockOutReason } from './contain/own-identity.ts';
import { type RunCommand, runCommand } from './contain/run-command.ts';

/** Stand in commands for what nothing told. */
const TO_FILL_IN = new Set(['USER_NAME', 'INSTANCE_ARN', 'PERMISSION_SET_ARN', 'IDENTITY_STORE_ID']);
const DONE = 0;
const BAD_INPUT = 2;

/**
 * `countersign contain`: the commands that stop a key; with `--execute` they are run after they were shown and somebody
 * typed `yes`. Resolves with the exit status.
 *
 * @param run how a command is run: the AWS command line, with the caller's own credentials
 */
export async function runContain(
  args: readonly string[],
  io: CommandIo,
  run: RunCommand = runCommand,
): Promise<number> {
  const options = readContainOptions(args);
  if (!options.ok) return refuse(io, options.reason);
  if (options.value === 'help') {
    io.stdout.write(CONTAIN_USAGE);
    return DONE;
  }
  const { subject, principal, execute } = options.value;
  const steps = containmentOf({ subject, principal, now: io.now() });
  io.stdout.write(steps.map(({ text, command }) => `# ${text}\n${shellText(command)}\n`).join('\n'));
  if (!execute) return DONE;
  const gap = steps.flatMap(({ command }) => command).find((word) => TO_FILL_IN.has(word));
  if (gap !== undefined)
    return refuse(io, `nothing was done: ${gap} is to be filled in; --principal ARN tells whose key it is`);
  const reason = await lockOutReason(subject, principal, run);
  if (reason !== null) return refuse(io, `nothing was done: ${reason}`);
  return (await isConfirmed(io)) ? await runSteps(steps, io, run) : refuse(io, 'nothing was done');
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
async function runSteps(steps: readonly Step[], io: CommandIo, run: RunCommand): Promise<number> {
  for (const { text, command } of steps) {
    const { code, stdout, stderr } = await run(command);
    if (code !== 0) return refuse(io, `failed, and what follows was not run: ${text}: ${stderr.trim()}`);
    io.stdout.write(`done: ${text}\n${stdout}`);
  }
  return DONE;
}

function refuse(io: CommandIo, reason: string): number {
  io.stderr.write(`countersign contain: ${reason}\n`);
  return BAD_INPUT;
}
