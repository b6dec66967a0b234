import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { JournalEntry } from '../../journal/entry.ts';
import { fitEntry } from '../../journal/fit-entry.ts';
import type { Journal } from '../../ports/journal.ts';
import { getAll, putAll, type Table } from './batches.ts';
import { DAYS_ITEM, readEntries, readEntriesOf } from './journal-reading.ts';
import { dayOf, entryKey, entryOf, itemOfEntry } from './stored-entry.ts';

export interface DynamoJournalOptions {
  /** How long an entry is kept after its `at`; null: for ever. */
  readonly keptMs: number | null;
}

/**
 * The journal in its own table; see `tables.ts` for its keys.
 *
 * Entries are written in batches, which cannot be conditional, so those that exist are looked up first. Two writers
 * of one entry at the same moment both write it: still one entry, since the id is the key and the content is derived
 * from the same event; only its `at` may then be the later writer's.
 */
export function createDynamoJournal(table: Table, options: DynamoJournalOptions): Journal {
  const daysKnown = new Set<string>();

  const announceDays = async (entries: readonly JournalEntry[]): Promise<void> => {
    const days = new Set(entries.map(({ at }) => dayOf(at)));
    const fresh = [...days].filter((day) => !daysKnown.has(day));
    if (fresh.length === 0) return;
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { id: DAYS_ITEM },
        UpdateExpression: 'ADD #days :fresh',
        ExpressionAttributeNames: { '#days': 'days' },
        ExpressionAttributeValues: { ':fresh': new Set(fresh) },
      }),
    );
    for (const day of fresh) daysKnown.add(day);
  };

  return {
    async append(entries) {
      const missing = await withoutExisting(table, firstOfEach(entries));
      if (missing.length === 0) return;
      await announceDays(missing);
      await putAll(
        table,
        missing.map((entry) => itemOfEntry(fitEntry(entry), options.keptMs)),
      );
    },

    async find(ids) {
      const keys = ids.map((id) => ({ id: entryKey(id) }));
      return (await getAll(table, keys)).map(entryOf);
    },

    read: (sinceMs, untilMs) => readEntries(table, sinceMs, untilMs),

    ofCredential: (accessKeyId, sinceMs, untilMs) => readEntriesOf(table, accessKeyId, sinceMs, untilMs),
  };
}

/** The first of those with the same id. */
function firstOfEach(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const byId = new Map<string, JournalEntry>();
  for (const entry of entries) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  return [...byId.values()];
}

async function withoutExisting(
  table: Table,
  entries: readonly JournalEntry[],
): Promise<readonly JournalEntry[]> {
  const keys = entries.map((entry) => ({ id: entryKey(entry.id) }));
  const existing = new Set((await getAll(table, keys, ['id'])).map(({ id }) => id));
  return entries.filter((entry) => !existing.has(entryKey(entry.id)));
}
