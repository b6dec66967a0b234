import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const COUNTS = z.object({
  /** Events that no rule wants. */
  filtered: z.number(),
  /** Records that came in one message with another. */
  companions: z.number(),
  undelivered: z.array(z.object({ reason: z.string(), body: z.string() })).readonly(),
});

/** What the queue's own count of messages does not say. `undelivered`: what SNS refused. */
export type BusCounts = Readonly<z.infer<typeof COUNTS>>;
export type Undelivered = BusCounts['undelivered'][number];

export interface BusStore {
  counts(): BusCounts;
  add(more: Partial<BusCounts>): void;
}

const NONE: BusCounts = { filtered: 0, companions: 0, undelivered: [] };

/** @param dataDir where the counts survive a restart; in memory without it */
export function createBusStore(dataDir: string | null): BusStore {
  const file = dataDir === null ? null : path.join(dataDir, 'bus.json');
  let counts =
    file !== null && existsSync(file) ? COUNTS.parse(JSON.parse(readFileSync(file, 'utf8'))) : NONE;
  return {
    counts: () => counts,
    add: (more) => {
      counts = {
        filtered: counts.filtered + (more.filtered ?? 0),
        companions: counts.companions + (more.companions ?? 0),
        undelivered: [...counts.undelivered, ...(more.undelivered ?? [])],
      };
      if (file !== null) replaceFile(file, JSON.stringify(counts));
    },
  };
}

/** Written beside and moved over, so that a crash leaves the old file or the new one. */
export function replaceFile(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
