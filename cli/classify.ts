import type { Readable, Writable } from 'node:stream';
import { classifyRecord } from './classify/classify-record.ts';
import { Complaints } from './classify/complaints.ts';
import { LineWriter } from './classify/line-writer.ts';
import { type LoadedPolicy, loadPolicy, type Policy } from './classify/load-policy.ts';
import { type ClassifyOptions, readOptions, USAGE } from './classify/options.ts';
import { Progress } from './classify/progress.ts';
import { renderJson, renderLine, renderSummary, type Tally } from './classify/render.ts';
import { BAD_INPUT, DONE, runCommand } from './run-command.ts';
import { readTrail, TrailPathError } from './trail/read-trail.ts';

/** What a command has of the world. */
export interface CommandIo {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * `countersign classify`: one decision per call, in the order of the input, in bounded memory. Resolves with the exit
 * status: 0 done, 2 for bad options, a path that does not exist, or input in which nothing could be read.
 */
export async function runClassify(args: readonly string[], io: CommandIo): Promise<number> {
  const command = {
    name: 'classify',
    usage: USAGE,
    work: (options: ClassifyOptions) => withPolicy(loadPolicy(options), options, io),
    isHindrance: (cause: unknown) => cause instanceof TrailPathError,
  };
  return runCommand(command, readOptions(args), io);
}

async function withPolicy(loaded: LoadedPolicy, options: ClassifyOptions, io: CommandIo): Promise<number> {
  for (const line of loaded.ok ? loaded.warnings : loaded.problems) {
    io.stderr.write(`${line}\n`);
  }
  if (!loaded.ok) {
    return BAD_INPUT;
  }
  const tally = await classifyTrail(loaded.policy, options, io);
  const { log, notify, alert } = tally.severities;
  return log + notify + alert === 0 && tally.unreadable > 0 ? BAD_INPUT : DONE;
}

async function classifyTrail(policy: Policy, options: ClassifyOptions, io: CommandIo): Promise<Tally> {
  const tally: Tally = { severities: { log: 0, notify: 0, alert: 0 }, unreadable: 0 };
  const output = new LineWriter(io.stdout);
  const complaints = new Complaints(io.stderr);
  const progress = new Progress(io.stderr, io.now);
  for await (const item of readTrail(options.paths, io.stdin)) {
    if (item.kind === 'unreadable') {
      tally.unreadable++;
      complaints.add(item);
      continue;
    }
    const classified = classifyRecord(item.record, policy, io.now());
    tally.severities[classified.decision.severity]++;
    progress.count();
    if (options.json) {
      await output.write(renderJson(classified));
    } else if (classified.decision.matches.length > 0) {
      await output.write(renderLine(classified));
    }
    if (output.closed) {
      break;
    }
  }
  progress.clear();
  complaints.finish();
  if (!options.json) {
    await output.write(renderSummary(tally));
  }
  await output.flush();
  output.release();
  return tally;
}
