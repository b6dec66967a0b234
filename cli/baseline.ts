import { writeFile } from 'node:fs/promises';
import { createDynamoMemory } from '../lambda/adapters/dynamodb/memory.ts';
import { networksIn } from '../lambda/adapters/geoip/networks-in.ts';
import { REPOSITORY_NETWORKS } from '../lambda/adapters/geoip/repository-file.ts';
import { parseCall } from '../lambda/cloudtrail/parse-call.ts';
import { storeUsual } from '../lambda/workflows/know-usual.ts';
import { Gathered } from './baseline/gathered.ts';
import { type BaselineOptions, readOptions, USAGE } from './baseline/options.ts';
import { type Learned, renderJson, renderText } from './baseline/render.ts';
import { Complaints } from './classify/complaints.ts';
import { Progress } from './classify/progress.ts';
import type { CommandIo } from './classify.ts';
import { isHindrance } from './deployment/of-the-world.ts';
import { openTables } from './deployment/stored-tables.ts';
import { BAD_INPUT, DONE, runCommand } from './run-command.ts';
import { readTrail, TrailPathError } from './trail/read-trail.ts';

/** `countersign baseline`: what is usual, from old logs. Resolves with the exit status. */
export async function runBaseline(args: readonly string[], io: CommandIo): Promise<number> {
  const command = {
    name: 'baseline',
    usage: USAGE,
    work: (options: BaselineOptions) => baseline(options, io),
    isHindrance: (cause: unknown) => cause instanceof TrailPathError || isHindrance(cause),
  };
  return runCommand(command, readOptions(args), io);
}

async function baseline(options: BaselineOptions, io: CommandIo): Promise<number> {
  const { learned, isNothing } = await gather(options, io);
  if (isNothing) return BAD_INPUT;
  if (options.out !== null) await writeFile(options.out, renderJson(learned));
  if (options.store) await store(options, learned, io);
  io.stdout.write(options.json ? renderJson(learned) : renderText(learned));
  return DONE;
}

async function gather(options: BaselineOptions, io: CommandIo) {
  const now = io.now();
  const gathered = new Gathered(networksIn(REPOSITORY_NETWORKS), now);
  const complaints = new Complaints(io.stderr);
  const progress = new Progress(io.stderr, io.now);
  let [records, unreadable] = [0, 0];
  for await (const item of readTrail(options.paths, io.stdin)) {
    if (item.kind === 'unreadable') {
      unreadable += 1;
      complaints.add(item);
      continue;
    }
    records += 1;
    gathered.add(parseCall(item.record));
    progress.count();
  }
  progress.clear();
  complaints.finish();
  const usual = gathered.finish();
  const { learned, tooOld, passedOver } = gathered;
  const result: Learned = { usual, learned, tooOld, passedOver, now };
  return { learned: result, isNothing: records === 0 && unreadable > 0 };
}

async function store(options: BaselineOptions, { usual, now }: Learned, io: CommandIo): Promise<void> {
  const tables = await openTables(options);
  try {
    await storeUsual(createDynamoMemory(await tables.table('state'), { now: io.now }), usual, now);
  } finally {
    await tables.close();
  }
  io.stderr.write(`stored: ${usual.size} baselines\n`);
}
