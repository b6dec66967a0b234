import { START } from '../workflows/messages.ts';
import { BREAKS } from './breaks.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { planOf } from './plan.ts';
import { brokenIn } from './promises.ts';
import { judgeSeeds } from './seed-threads.ts';
import { smallestBroken } from './shrink-plan.ts';
import type { Moment } from './timeline.ts';

const write = (text: string) => process.stdout.write(text);

async function run({ seeds, seed, breakName, isJson }: Options): Promise<0 | 1> {
  const started = performance.now();
  let played = 0;
  const found: number[] = [];
  await judgeSeeds(seed, seeds, breakName, (judged) => {
    played++;
    if (judged.broken.length === 0) return 'go on';
    found.push(judged.seed);
    if (isJson) write(`${JSON.stringify({ kind: 'broken', ...judged })}\n`);
    return 'enough';
  });
  const seconds = (performance.now() - started) / 1_000;
  const [first] = found;
  if (isJson) {
    write(`${JSON.stringify({ kind: 'end', seeds: played, found: first ?? null, seconds })}\n`);
  } else if (first === undefined) {
    write(`${played} seeds, ${seed} to ${seed + seeds - 1}: every promise held. ${seconds.toFixed(1)} s\n`);
  } else {
    await show(first, breakName);
  }
  return first === undefined ? 0 : 1;
}

async function show(seed: number, breakName: string | null): Promise<void> {
  const mutation = BREAKS.find(({ name }) => name === breakName) ?? null;
  const history = await smallestBroken(planOf(seed), mutation);
  write(`Seed ${seed} breaks a promise; the least of it that still does:\n`);
  for (const { promise, what } of brokenIn(history)) write(`  promise ${promise}: ${what}\n`);
  write('\n');
  for (const moment of history.moments) write(`${lineOf(moment)}\n`);
  const again = breakName === null ? '' : ` --break ${breakName}`;
  write(`\nAgain: npm run simulate -- --seeds 1 --seed ${seed}${again}\n`);
}

function lineOf({ at, who, what }: Moment): string {
  const seconds = (at - START) / 1_000;
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(4)}:${(seconds % 60).toFixed(3).padStart(6, '0')}  ${who.padEnd(10)}  ${what}`;
}

const asked = readOptions(process.argv.slice(2));
switch (asked.kind) {
  case 'help':
    write(USAGE);
    break;
  case 'bad-input':
    process.stderr.write(`simulate: ${asked.reason}\n`);
    process.exitCode = 2;
    break;
  case 'list-breaks':
    for (const { name, promise, what } of BREAKS) {
      write(
        asked.isJson
          ? `${JSON.stringify({ name, promise, what })}\n`
          : `${name}  (promise ${promise})  ${what}\n`,
      );
    }
    break;
  case 'run':
    process.exitCode = await run(asked.options);
    break;
}
