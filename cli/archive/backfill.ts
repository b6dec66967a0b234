import type { JournalEntry } from '../../lambda/journal/entry.ts';
import type { Journal } from '../../lambda/ports/journal.ts';
import { type ShipPorts, ship } from '../../lambda/workflows/ship.ts';

export interface Backfilled {
  readonly added: number;
  readonly existed: number;
  readonly refused: number;
  /** Not shipped: the cluster did not take them. */
  readonly left: number;
  readonly reasons: readonly string[];
}

const ENTRIES_AT_ONCE = 1_000;

/** Ships a time of the journal, oldest first. Ends with the first entries that the cluster does not take at all. */
export async function backfill(
  ports: ShipPorts,
  journal: Pick<Journal, 'read'>,
  span: { readonly since: number; readonly until: number },
  tell: (done: number, at: number) => void,
): Promise<Backfilled> {
  const total = { added: 0, existed: 0, refused: 0, left: 0 };
  const reasons = new Set<string>();
  let batch: JournalEntry[] = [];
  const flush = async (): Promise<boolean> => {
    const report = await ship(ports, batch);
    for (const key of ['added', 'existed', 'refused'] as const) total[key] += report[key];
    total.left += report.left.length;
    for (const reason of report.reasons) reasons.add(reason);
    tell(total.added + total.existed + total.refused, batch.at(-1)?.at ?? span.since);
    batch = [];
    return report.left.length === 0;
  };
  for await (const entry of journal.read(span.since, span.until)) {
    batch.push(entry);
    if (batch.length >= ENTRIES_AT_ONCE && !(await flush())) return { ...total, reasons: [...reasons] };
  }
  if (batch.length > 0) await flush();
  return { ...total, reasons: [...reasons] };
}
