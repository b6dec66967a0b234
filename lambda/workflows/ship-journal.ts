import type { JournalEntry } from '../journal/entry.ts';
import type { Journal } from '../ports/journal.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Queue } from '../ports/queue.ts';
import { ARCHIVE_METRIC } from './metric-names.ts';
import { type ShipPorts, type ShipReport, ship } from './ship.ts';
import { IDS_PER_MESSAGE, readShipMessage, writeShipMessage } from './ship-message.ts';

export interface ShipJournalPorts extends ShipPorts {
  readonly journal: Pick<Journal, 'find'>;
  /** What could not be shipped waits here, by id. */
  readonly later: Pick<Queue, 'send'>;
  readonly metrics: Metrics;
}

/**
 * Ships entries that were just written. What the archive does not take now is remembered by id and the stream goes on: a
 * stream keeps 24 hours, the queue of ids 14 days, the journal itself longer than either. Throws when that could not be
 * remembered; shipping all of them again does no harm.
 */
export async function shipNew(
  ports: ShipJournalPorts,
  entries: readonly JournalEntry[],
): Promise<ShipReport> {
  const report = await ship(ports, entries);
  for (let from = 0; from < report.left.length; from += IDS_PER_MESSAGE) {
    const some = report.left.slice(from, from + IDS_PER_MESSAGE);
    await ports.later.send(writeShipMessage(some.map(({ id }) => id)));
  }
  await publish(ports, report);
  return report;
}

/** What became of a message of ids. */
export type ShippedAgain =
  | { readonly kind: 'done' | 'again'; readonly report: ShipReport }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Ships what was remembered. `again`: the message has to stay in its queue. An entry that the journal has forgotten
 * since is past its time.
 */
export async function shipAgain(ports: ShipJournalPorts, body: string): Promise<ShippedAgain> {
  const read = readShipMessage(body);
  if (!read.ok) return { kind: 'unreadable', reason: read.reason };
  const entries = await ports.journal.find([...new Set(read.value)]);
  const report = await ship(ports, entries);
  await publish(ports, report);
  return { kind: report.left.length === 0 ? 'done' : 'again', report };
}

async function publish({ metrics }: ShipJournalPorts, report: ShipReport): Promise<void> {
  const count = (name: string, value: number) => ({ name, value, unit: 'Count' as const });
  await metrics.publish([
    count(ARCHIVE_METRIC.added, report.added),
    count(ARCHIVE_METRIC.later, report.left.length),
    count(ARCHIVE_METRIC.refused, report.refused),
  ]);
}
