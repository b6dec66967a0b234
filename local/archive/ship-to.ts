import { setTimeout as sleep } from 'node:timers/promises';
import { createSearchClient } from '../../lambda/adapters/search/client.ts';
import { createSearchIndex } from '../../lambda/adapters/search/search-index.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { type ArchiveFollower, followJournal } from './follow-journal.ts';

const TIMEOUT_MS = 10_000;

/** Ships the journal of a run to a cluster that asks nobody who he is, such as one on this machine. */
export function shipTo(url: string, { journal, quarantine, clock }: Pipeline): ArchiveFollower {
  const client = createSearchClient({ url, access: { kind: 'none' }, timeoutMs: TIMEOUT_MS });
  const index = createSearchIndex(client);
  return followJournal(journal, {
    index,
    quarantine,
    clock,
    sleep: (ms) => sleep(ms),
    prefix: 'countersign',
  });
}
