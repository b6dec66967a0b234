import { writeFile } from 'node:fs/promises';
import { networksIn } from '../lambda/adapters/geoip/networks-in.ts';
import { REPOSITORY_NETWORKS } from '../lambda/adapters/geoip/repository-file.ts';
import { documentOf } from '../lambda/investigate/document.ts';
import { type Report, reportOf } from '../lambda/investigate/report.ts';
import { SourceFailure } from '../lambda/ports/source-failure.ts';
import { gatherActions } from '../lambda/workflows/gather-actions.ts';
import type { CommandIo } from './classify.ts';
import { Hindrance } from './deployment/stored-tables.ts';
import { messageOf } from './failure.ts';
import { renderHtml } from './investigate/html/render-html.ts';
import { Notes } from './investigate/notes.ts';
import { openSources, periodOf } from './investigate/open-sources.ts';
import { type InvestigateOptions, readOptions } from './investigate/options.ts';
import { COLOURS, NO_COLOURS } from './investigate/paint.ts';
import { renderText } from './investigate/render-text.ts';
import { USAGE } from './investigate/usage.ts';
import { TrailPathError } from './trail/read-trail.ts';

/** What the command has of the world; a terminal says how wide it is. */
export interface InvestigateIo extends CommandIo {
  readonly stdout: CommandIo['stdout'] & { readonly isTTY?: boolean; readonly columns?: number };
}

const DONE = 0;
const BAD_INPUT = 2;
/** Where the output is no terminal. */
const WIDTH = 120;
const NARROWEST = 60;

/** `countersign investigate`: what one key did. Resolves with the exit status. */
export async function runInvestigate(args: readonly string[], io: InvestigateIo): Promise<number> {
  const read = readOptions(args);
  switch (read.kind) {
    case 'help':
      io.stdout.write(USAGE);
      return DONE;
    case 'wrong':
      io.stderr.write(`countersign investigate: ${read.reason}\n`);
      return BAD_INPUT;
    case 'options':
      return await investigate(read.options, io);
    default: {
      const unreachable: never = read;
      return unreachable;
    }
  }
}

async function investigate(options: InvestigateOptions, io: InvestigateIo): Promise<number> {
  const notes = new Notes(io.stderr, io.now);
  const networks = networksIn(REPOSITORY_NETWORKS);
  const { subject } = options;
  try {
    const sources = await openSources(options, {
      stdin: io.stdin,
      stderr: io.stderr,
      networks,
      complain: (problem) => notes.complain(problem),
      progress: (text) => notes.progress(text),
      now: io.now,
    });
    const findings = await gatherActions(subject, sources, periodOf(options, io.now()), options.follow);
    notes.end();
    const report = reportOf(subject, findings, io.now());
    await print(report, options, io);
    return DONE;
  } catch (cause) {
    notes.end();
    if (
      !(
        cause instanceof TrailPathError ||
        cause instanceof SourceFailure ||
        cause instanceof Hindrance ||
        isFileError(cause)
      )
    )
      throw cause;
    io.stderr.write(`countersign investigate: ${messageOf(cause)}\n`);
    return BAD_INPUT;
  }
}

async function print(report: Report, options: InvestigateOptions, io: InvestigateIo): Promise<void> {
  if (options.html !== null) await writeFile(options.html, renderHtml(report, { all: options.all }));
  if (options.json) {
    io.stdout.write(`${JSON.stringify(documentOf(report))}\n`);
    return;
  }
  const { isTTY = false, columns = WIDTH } = io.stdout;
  const paint = isTTY ? COLOURS : NO_COLOURS;
  io.stdout.write(renderText(report, { width: Math.max(NARROWEST, columns), all: options.all, paint }));
}

function isFileError(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause;
}
