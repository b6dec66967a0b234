import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import type { JournalTail } from '../../local/state/journal-tail.ts';
import { type Held, NOTHING_HELD, narrate } from './narrate.ts';
import { type Look, renderCaption, renderLine } from './render-line.ts';

/** The story of a run, line by line. */
export interface Terminal {
  /** Tells what the journal says. */
  tell(entries: readonly JournalEntry[]): void;
  caption(text: string): void;
  /** Tells what was held back. */
  quiet(): void;
  /** Looks into the journal again and again. */
  follow(tail: JournalTail): { stop(): Promise<void> };
}

/** Between two looks into the journal. */
const LOOK_MS = 300;

export function createTerminal(stdout: Writable): Terminal {
  let held: ReadonlyMap<string, Held> = NOTHING_HELD;
  let told = 0;
  const tell = (entries: readonly JournalEntry[]): void => {
    const narrated = narrate(held, entries);
    held = narrated.held;
    told++;
    const look = lookOf(stdout);
    for (const line of narrated.lines) stdout.write(`${renderLine(line, look)}\n`);
  };
  const quiet = () => tell([]);
  return {
    tell,
    quiet,
    caption: (text) => {
      quiet();
      stdout.write(`${renderCaption(text, lookOf(stdout))}\n`);
    },
    follow: (tail) => {
      const stop = new AbortController();
      const follow = async (): Promise<void> => {
        while (!stop.signal.aborted) {
          const before = told;
          await sleep(LOOK_MS, undefined, { signal: stop.signal }).catch(() => undefined);
          await tail.follow();
          if (told === before) quiet();
        }
      };
      const following = follow();
      return {
        stop: async () => {
          stop.abort();
          await following;
          quiet();
        },
      };
    },
  };
}

/** A stream that is no terminal has none of these. Node's `hasColors` respects NO_COLOR and FORCE_COLOR. */
function lookOf(
  stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number; hasColors?: () => boolean },
): Look {
  if (stdout.isTTY !== true) return { colours: false, width: null };
  return { colours: stdout.hasColors?.() ?? false, width: stdout.columns ?? null };
}
