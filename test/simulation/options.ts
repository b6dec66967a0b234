import { parseArgs } from 'node:util';
import { messageOf } from '../../cli/failure.ts';
import { BREAKS } from './breaks.ts';

export interface Options {
  readonly seeds: number;
  /** The first. */
  readonly seed: number;
  readonly breakName: string | null;
  readonly isJson: boolean;
}

export type Asked =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'list-breaks'; readonly isJson: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'bad-input'; readonly reason: string };

export const USAGE = `npm run simulate -- [--seeds N] [--seed S] [--break NAME] [--json]
npm run simulate -- --list-breaks [--json]

Plays the seeds S to S+N-1 (1 to 100): crashes, outages, repeated and reordered messages and people who
click wrongly, with the real workflows among them, and checks the promises after each.

  --seeds N      how many seeds
  --seed S       the first one; --seeds 1 --seed S plays one again and shows what happened
  --break NAME   with one thing broken on purpose, which must be found
  --list-breaks  what can be broken
  --json         one JSON line for each seed that breaks a promise, and one at the end

Exit status: 0 every promise held, 1 some seed broke one, 2 bad input.
`;

const MOST_SEEDS = 10_000_000;

export function readOptions(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seeds: { type: 'string', default: '100' },
        seed: { type: 'string', default: '1' },
        break: { type: 'string' },
        'list-breaks': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    if (values['list-breaks']) return { kind: 'list-breaks', isJson: values.json };
    const breakName = values.break ?? null;
    if (breakName !== null && !BREAKS.some(({ name }) => name === breakName)) {
      return { kind: 'bad-input', reason: `--break ${breakName}: no such break; --list-breaks names them` };
    }
    const seeds = wholeNumber(values.seeds, 1);
    const seed = wholeNumber(values.seed, 0);
    if (seeds === null)
      return { kind: 'bad-input', reason: `--seeds ${values.seeds}: a number from 1 was expected` };
    if (seed === null)
      return { kind: 'bad-input', reason: `--seed ${values.seed}: a number from 0 was expected` };
    return { kind: 'run', options: { seeds, seed, breakName, isJson: values.json } };
  } catch (thrown) {
    return { kind: 'bad-input', reason: messageOf(thrown) };
  }
}

function wholeNumber(text: string, least: number): number | null {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= MOST_SEEDS ? number : null;
}
