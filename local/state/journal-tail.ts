import { isObject, textOf } from '../../lambda/cloudtrail/json.ts';
import type { JournalEntry } from '../../lambda/journal/entry.ts';
import type { Journal } from '../../lambda/ports/journal.ts';

export interface CallCounts {
  readonly logged: number;
  readonly notified: number;
  readonly alerted: number;
  readonly quarantined: number;
  readonly duplicate: number;
  /** Confirmed subscriptions and alarms: messages that are no calls. */
  readonly other: number;
}

export interface JournalTail {
  /** Reads what is new. */
  follow(): Promise<void>;
  counts(): CallCounts;
  /** Call entries, newest last, at most `RECENT_KEPT`. */
  recent(): readonly JournalEntry[];
}

const RECENT_KEPT = 200;
/** An entry bears the time its batch began and is written when the batch is done: at most so much later. */
const BATCH_MS = 5 * 60_000;

/**
 * Follows the journal table: what the page and the terminal tell comes from there and from nowhere else.
 *
 * @param onEntries is told what is new, whoever asked for it
 */
export function createJournalTail(
  journal: Journal,
  onEntries: (entries: readonly JournalEntry[]) => void = () => undefined,
): JournalTail {
  /** The time of each entry that will be read again. */
  const seen = new Map<string, number>();
  const counts = { logged: 0, notified: 0, alerted: 0, quarantined: 0, duplicate: 0, other: 0 };
  const recent: JournalEntry[] = [];
  let position = 0;
  const take = (entry: JournalEntry): void => {
    seen.set(entry.id, entry.at);
    position = Math.max(position, entry.at);
    const counter = counterOf(entry);
    if (counter !== null) counts[counter]++;
    if (entry.kind === 'call') recent.push(entry);
    if (recent.length > RECENT_KEPT) recent.shift();
  };
  const read = async (): Promise<void> => {
    const fresh: JournalEntry[] = [];
    for await (const entry of journal.read(Math.max(0, position - BATCH_MS), Number.MAX_SAFE_INTEGER)) {
      if (seen.has(entry.id)) continue;
      take(entry);
      fresh.push(entry);
    }
    for (const [id, at] of seen) if (at < position - BATCH_MS) seen.delete(id);
    if (fresh.length > 0) onEntries(fresh);
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    follow: () => {
      const reading = last.then(read, read);
      last = reading;
      return reading;
    },
    counts: () => ({ ...counts }),
    recent: () => [...recent],
  };
}

function counterOf(entry: JournalEntry): keyof CallCounts | null {
  switch (entry.kind) {
    case 'call': {
      const severity = isObject(entry.data) ? textOf(entry.data['severity']) : null;
      if (severity === 'alert') return 'alerted';
      return severity === 'notify' ? 'notified' : 'logged';
    }
    case 'duplicate':
      return 'duplicate';
    case 'quarantine':
      return 'quarantined';
    case 'subscription':
    case 'alarm':
      return 'other';
    case 'transition':
    case 'delivery':
    case 'drain':
    case 'investigation':
    case 'alarm-records':
    case 'containment':
      return null;
  }
}
