import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import type { Journal } from '../../lambda/ports/journal.ts';
import { type ShipPorts, ship } from '../../lambda/workflows/ship.ts';
import { createJournalTail } from '../state/journal-tail.ts';

export interface ArchiveFollower {
  /** Ships what is there, and follows no more. */
  stop(): Promise<ArchiveCount>;
}

export interface ArchiveCount {
  readonly shipped: number;
  /** Not in the archive, with the last reason. */
  readonly left: number;
  readonly reason: string | null;
}

const EVERY_MS = 2_000;

/** Ships the journal of a local run as the deployed function ships its stream: the embedded tables have none. */
export function followJournal(journal: Journal, ports: ShipPorts): ArchiveFollower {
  const open = new AbortController();
  let left: readonly JournalEntry[] = [];
  let shipped = 0;
  let reason: string | null = null;
  const tail = createJournalTail(journal, (fresh) => {
    left = [...left, ...fresh];
  });
  const round = async (): Promise<void> => {
    await tail.follow();
    if (left.length === 0) return;
    const report = await ship(ports, left);
    shipped += report.added + report.existed;
    [reason = null] = report.reasons;
    left = report.left;
  };
  const following = (async () => {
    while (!open.signal.aborted) {
      await round();
      await sleep(EVERY_MS, undefined, { signal: open.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      open.abort();
      await following;
      await round();
      return { shipped, left: left.length, reason };
    },
  };
}
