import type { JournalEntry } from '../journal/entry.ts';
import { type SearchDocument, searchDocumentOf } from '../journal/search-document.ts';
import type { Clock } from '../ports/clock.ts';
import type { Quarantine } from '../ports/quarantine.ts';
import type { Indexed, SearchIndex } from '../ports/search-index.ts';

export interface ShipPorts {
  readonly index: SearchIndex;
  /** Takes the documents that the archive will never take, with its reason. */
  readonly quarantine: Pick<Quarantine, 'put'>;
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  /** Of the archive's indexes. */
  readonly prefix: string;
}

export interface ShipReport {
  readonly added: number;
  /** Were there already. */
  readonly existed: number;
  /** In the quarantine now. */
  readonly refused: number;
  /** Not in the archive, or not known to be: to be shipped again. */
  readonly left: readonly JournalEntry[];
  /** Why they are left, or were refused; each once. */
  readonly reasons: readonly string[];
}

/** Waits before what was left is tried again alone: a busy cluster rejects single documents for moments. */
const RETRY_AFTER_MS = [250, 1_000];
const REASONS_KEPT = 5;

/** Quarantined documents are told from quarantined messages by the beginning of their ids. */
export const ARCHIVE_QUARANTINE = 'archive/';

/**
 * Brings journal entries into the archive. Shipping an entry again changes nothing, so whoever is not sure that it
 * arrived ships it again. Throws only when the quarantine cannot be written.
 */
export async function ship(ports: ShipPorts, entries: readonly JournalEntry[]): Promise<ShipReport> {
  const counts = { added: 0, existed: 0, refused: 0 };
  const reasons = new Set<string>();
  let left = entries;
  for (const waitMs of [...RETRY_AFTER_MS, null]) {
    const documents = left.map((entry) => searchDocumentOf(entry, ports.prefix));
    const results = left.length === 0 ? [] : await ports.index.add(documents);
    const again: JournalEntry[] = [];
    let anyDone = false;
    for (const [at, entry] of left.entries()) {
      const result: Indexed = results[at] ?? { kind: 'later', reason: 'no result' };
      switch (result.kind) {
        case 'added':
        case 'existed':
          counts[result.kind]++;
          anyDone = true;
          break;
        case 'later':
          reasons.add(result.reason);
          again.push(entry);
          break;
        case 'refused':
          reasons.add(result.reason);
          counts.refused++;
          await park(ports, entry, documents[at], result.reason);
          break;
        default: {
          const unreachable: never = result;
          return unreachable;
        }
      }
    }
    left = again;
    // Where nothing at all got through the cluster is away, and waiting a second will not bring it back.
    if (left.length === 0 || !anyDone || waitMs === null) break;
    await ports.sleep(waitMs);
  }
  return { ...counts, left, reasons: [...reasons].slice(0, REASONS_KEPT) };
}

async function park(
  { quarantine, clock }: ShipPorts,
  entry: JournalEntry,
  document: SearchDocument | undefined,
  reason: string,
): Promise<void> {
  await quarantine.put({
    id: `${ARCHIVE_QUARANTINE}${entry.id}`,
    at: clock.now(),
    reason: `the archive refused it: ${reason}`,
    body: JSON.stringify({ entry: entry.id, document }),
  });
}
