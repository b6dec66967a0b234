import type { Readable, Writable } from 'node:stream';
import { classifyRecord } from './classify/classify-record.ts';
import { Complaints } from './classify/complaints.ts';
import { LineWriter } from './classify/line-writer.ts';
import { type LoadedPolicy, loadPolicy, type Policy } from './classify/load-policy.ts';
import { type ClassifyOptions, readOptions, USAGE } from './classify/options.ts';
import { Progress } from './classify/progress.ts';
import { renderJson, renderLine, renderSummary, type Tally } from './classify/render.ts';
import { readTrail, TrailPathError } from './trail/read-trail.ts';

/** What a command has of the world. */
export interface CommandIo {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const DONE = 0;
const BAD_INPUT = 2;

/**
 * `countersign classify`: one decision per call, in the order of the input, in bounded memory. Resolves with the exit
 * status: 0 done, 2 for bad options, a path that does not exist, or input in which nothing could be read.
 */
export async function runClassify(args: readonly string[], io: CommandIo): Promise<number> {
  const read = readOptions(args);
  switch (read.kind) {
    case 'help':
      io.stdout.write(USAGE);
      return DONE;
    case 'wrong':
      io.stderr.write(`countersign classify: ${read.reason}\n`);
      return BAD_INPUT;
    case 'options':
      return await withPolicy(loadPolicy(read.options), read.options, io);
    default: {
      const unreachable: never = read;
      return unreachable;
    }
  }
}

async function withPolicy(loaded: LoadedPolicy, options: ClassifyOptions, io: CommandIo): Promise<number> {
  for (const line of loaded.ok ? loaded.warnings : loaded.problems) {
    io.stderr.write(`${line}\n`);
  }
  if (!loaded.ok) {
    return BAD_INPUT;
  }
  try {
    const tally = await classifyTrail(loaded.policy, options, io);
    const { log, notify, alert } = tally.severities;
    return log + notify + alert === 0 && tally.unreadable > 0 ? BAD_INPUT : DONE;
  } catch (cause) {
    if (cause instanceof TrailPathError) {
      io.stderr.write(`countersign classify: ${cause.message}\n`);
      return BAD_INPUT;
    }
    throw cause;
  }
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
