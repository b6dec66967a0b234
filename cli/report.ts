import { writeFile } from 'node:fs/promises';
import { createDynamoJournal } from '../lambda/adapters/dynamodb/journal.ts';
import type { Efficacy } from '../lambda/journal/efficacy.ts';
import { EfficacyGatherer } from '../lambda/journal/gather-efficacy.ts';
import type { Journal } from '../lambda/ports/journal.ts';
import type { CommandIo } from './classify.ts';
import { isHindrance } from './deployment/of-the-world.ts';
import { openTables } from './deployment/stored-tables.ts';
import { type ReportOptions, readOptions, USAGE } from './report/options.ts';
import { renderHtml } from './report/render-html.ts';
import { renderText } from './report/render-text.ts';
import { DONE, runCommand } from './run-command.ts';

const DAY_MS = 86_400_000;

/** The same figures of a period and of the one before it, as long. */
export interface TwoPeriods {
  readonly now: Efficacy;
  readonly before: Efficacy;
}

/** `countersign report`: what the journal tells. Resolves with the exit status. */
export async function runReport(args: readonly string[], io: CommandIo): Promise<number> {
  const command = {
    name: 'report',
    usage: USAGE,
    work: (options: ReportOptions) => report(options, io),
    isHindrance: isHindrance,
  };
  return runCommand(command, readOptions(args), io);
}

async function report(options: ReportOptions, io: CommandIo): Promise<number> {
  const tables = await openTables(options);
  try {
    const journal = createDynamoJournal(await tables.table('journal'), { keptMs: null });
    await print(await gather(journal, options.sinceMs, io.now()), options, io);
    return DONE;
  } finally {
    await tables.close();
  }
}

/** Days begin at midnight UTC, so that the bars of a page are whole. */
export async function gather(journal: Journal, sinceMs: number, now: number): Promise<TwoPeriods> {
  const from = now - sinceMs;
  const since = sinceMs >= DAY_MS ? from - (from % DAY_MS) : from;
  const before = new EfficacyGatherer(since - (now - since), since);
  const current = new EfficacyGatherer(since, now + 1);
  for await (const entry of journal.read(since - (now - since), now + 1)) {
    before.add(entry);
    current.add(entry);
  }
  return { now: current.figures(), before: before.figures() };
}

async function print(periods: TwoPeriods, options: ReportOptions, io: CommandIo): Promise<void> {
  if (options.html !== null) await writeFile(options.html, renderHtml(periods, io.now()));
  io.stdout.write(
    options.json ? `${JSON.stringify({ ...periods.now, before: periods.before })}\n` : renderText(periods),
  );
}
