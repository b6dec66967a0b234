import { writeFile } from 'node:fs/promises';
import { networksIn } from '../lambda/adapters/geoip/networks-in.ts';
import { REPOSITORY_NETWORKS } from '../lambda/adapters/geoip/repository-file.ts';
import { documentOf } from '../lambda/investigate/document.ts';
import { type Report, reportOf } from '../lambda/investigate/report.ts';
import { SourceFailure } from '../lambda/ports/source-failure.ts';
import { gatherActions } from '../lambda/workflows/gather-actions.ts';
import type { CommandIo } from './classify.ts';
import { Hindrance } from './deployment/stored-tables.ts';
import { renderHtml } from './investigate/html/render-html.ts';
import { Notes } from './investigate/notes.ts';
import { openSources, periodOf } from './investigate/open-sources.ts';
import { type InvestigateOptions, readOptions } from './investigate/options.ts';
import { COLOURS, NO_COLOURS } from './investigate/paint.ts';
import { renderText } from './investigate/render-text.ts';
import { USAGE } from './investigate/usage.ts';
import { DONE, runCommand } from './run-command.ts';
import { TrailPathError } from './trail/read-trail.ts';

/** What the command has of the world; a terminal says how wide it is. */
export interface InvestigateIo extends CommandIo {
  readonly stdout: CommandIo['stdout'] & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Where the output is no terminal. */
const WIDTH = 120;
const NARROWEST = 60;

/** `countersign investigate`: what one key did. Resolves with the exit status. */
export async function runInvestigate(args: readonly string[], io: InvestigateIo): Promise<number> {
  const command = {
    name: 'investigate',
    usage: USAGE,
    work: (options: InvestigateOptions) => investigate(options, io),
    isHindrance: isHindrance,
  };
  return runCommand(command, readOptions(args), io);
}

async function investigate(options: InvestigateOptions, io: InvestigateIo): Promise<number> {
  const notes = new Notes(io.stderr, io.now);
  const findings = await gather(options, io, notes).finally(() => notes.end());
  await print(reportOf(options.subject, findings, io.now()), options, io);
  return DONE;
}

async function gather(options: InvestigateOptions, io: InvestigateIo, notes: Notes) {
  const sources = await openSources(options, {
    stdin: io.stdin,
    stderr: io.stderr,
    networks: networksIn(REPOSITORY_NETWORKS),
    complain: (problem) => notes.complain(problem),
    progress: (text) => notes.progress(text),
    now: io.now,
  });
  return await gatherActions(options.subject, sources, periodOf(options, io.now()), options.follow);
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

function isHindrance(cause: unknown): boolean {
  const isOurs = [TrailPathError, SourceFailure, Hindrance].some((kind) => cause instanceof kind);
  return isOurs || (cause instanceof Error && 'syscall' in cause);
}
