import { readConfig } from '../lambda/adapters/config-file/read-config.ts';
import { parseCall } from '../lambda/cloudtrail/parse-call.ts';
import type { Config } from '../lambda/config/config.ts';
import { renderConfigProblem } from '../lambda/config/config-problem.ts';
import { DEFAULT_CONFIG } from '../lambda/config/default-config.ts';
import { Complaints } from './classify/complaints.ts';
import { LineWriter } from './classify/line-writer.ts';
import { Progress } from './classify/progress.ts';
import type { CommandIo } from './classify.ts';
import { COLOURS, NO_COLOURS } from './investigate/paint.ts';
import { isOpen, type PeopleConfig } from './people/entry.ts';
import { LearnedLinks } from './people/learned-links.ts';
import { type PeopleOptions, readOptions, USAGE } from './people/options.ts';
import { renderJson, renderText, type Seen } from './people/render.ts';
import { Roster } from './people/roster.ts';
import { BAD_INPUT, DONE, FOUND, runCommand } from './run-command.ts';
import { readTrail, TrailPathError } from './trail/read-trail.ts';

export interface PeopleIo extends CommandIo {
  readonly stdout: CommandIo['stdout'] & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Where the output is no terminal. Characters. */
const WIDTH = 80;
/** Names and counts need that much. Characters. */
const NARROWEST = 40;

/** `countersign people`: who is behind each principal of a trail. Resolves with the exit status. */
export async function runPeople(args: readonly string[], io: PeopleIo): Promise<number> {
  const command = {
    name: 'people',
    usage: USAGE,
    work: (options: PeopleOptions) => withConfig(options, io),
    isHindrance: (cause: unknown) => cause instanceof TrailPathError,
  };
  return runCommand(command, readOptions(args), io);
}

async function withConfig(options: PeopleOptions, io: PeopleIo): Promise<number> {
  const read =
    options.config === null ? { ok: true as const, config: DEFAULT_CONFIG } : readConfig(options.config);
  if (!read.ok) {
    for (const problem of read.problems) io.stderr.write(`${renderConfigProblem(problem)}\n`);
    return BAD_INPUT;
  }
  const seen = await readPeople(options, read.config, io);
  if (seen.entries.length === 0 && seen.unreadable > 0) return BAD_INPUT;
  await print(seen, read.config, options, io);
  return seen.entries.some(isOpen) ? FOUND : DONE;
}

async function readPeople(options: PeopleOptions, config: Config, io: PeopleIo): Promise<Seen> {
  const links = new LearnedLinks();
  const roster = new Roster(config, links.ancestorsOf);
  const complaints = new Complaints(io.stderr);
  const progress = new Progress(io.stderr, io.now);
  let unreadable = 0;
  for await (const item of readTrail(options.paths, io.stdin)) {
    if (item.kind === 'unreadable') {
      unreadable++;
      complaints.add(item);
      continue;
    }
    const call = parseCall(item.record);
    links.learn(call);
    roster.add(call);
    progress.count();
  }
  progress.clear();
  complaints.finish();
  return { ...roster.finish(), unreadable };
}

async function print(seen: Seen, config: PeopleConfig, options: PeopleOptions, io: PeopleIo): Promise<void> {
  const output = new LineWriter(io.stdout);
  if (options.json) {
    for (const entry of seen.entries) await output.write(renderJson(entry));
  } else {
    const { isTTY = false, columns = WIDTH } = io.stdout;
    const paint = isTTY ? COLOURS : NO_COLOURS;
    await output.write(renderText(seen, config, { width: Math.max(NARROWEST, columns), paint }));
  }
  await output.flush();
  output.release();
}
