import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { JournalEntry } from '../../journal/entry.ts';
import { getAll, type Item, type Table } from './batches.ts';
import { chunksOf } from './chunks.ts';
import { timePrefix } from './key-text.ts';
import { mergeSorted } from './merge-sorted.ts';
import { pagesOf } from './pages.ts';
import { bucketName, dayOf, entryOf } from './stored-entry.ts';
import { JOURNAL_SHARDS } from './tables.ts';

/** Id of the item that lists the days with entries. No entry has it: entries' keys begin with `entry#`. */
export const DAYS_ITEM = 'days';

/** The last millisecond that `dayOf` can name in four digits of a year. */
const LATEST_MS = Date.UTC(9999, 11, 31);

/** Entries read at once; entries found at once of each shard of a day; days looked into at once. */
const ENTRIES_AHEAD = 200;
const ROWS_AHEAD = 1_000;
const DAYS_AHEAD = 4;

/** See `Journal.read`. Days without entries cost nothing. */
export async function* readEntries(
  table: Table,
  sinceMs: number,
  untilMs: number,
): AsyncIterable<JournalEntry> {
  const span = { sinceMs, untilMs: Math.min(untilMs, LATEST_MS) };
  const days = await daysWithin(table, span);
  let rows: Item[] = [];
  for (const some of chunksOf(days, DAYS_AHEAD)) {
    for await (const row of rowsOfDays(table, some, span)) {
      rows.push(row);
      if (rows.length < ENTRIES_AHEAD) continue;
      yield* await entriesAt(table, rows, span);
      rows = [];
    }
  }
  yield* await entriesAt(table, rows, span);
}

/** From the first moment up to, not including, the last. */
interface Span {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** The days with entries that touch the time, in order. */
async function daysWithin(table: Table, { sinceMs, untilMs }: Span): Promise<readonly string[]> {
  if (!(sinceMs < untilMs)) return [];
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: { id: DAYS_ITEM }, ConsistentRead: true }),
  );
  const days: unknown = Item?.['days'];
  if (!(days instanceof Set)) return [];
  const [first, last] = [dayOf(sinceMs), dayOf(untilMs)];
  return [...days]
    .map(String)
    .filter((day) => day >= first && day <= last)
    .sort((one, other) => (one < other ? -1 : 1));
}

/** What the index has of those days, in order of time. */
function rowsOfDays(table: Table, days: readonly string[], span: Span): AsyncIterable<Item> {
  const shards = Array.from({ length: JOURNAL_SHARDS }, (_, shard) => shard);
  const sources = days.flatMap((day) => shards.map((shard) => rowsOf(table, bucketName(day, shard), span)));
  return mergeSorted(sources, ({ atId }) => String(atId));
}

async function* rowsOf(table: Table, bucket: string, { sinceMs, untilMs }: Span): AsyncIterable<Item> {
  const pages = pagesOf(table, {
    IndexName: 'byTime',
    KeyConditionExpression: '#bucket = :bucket AND atId BETWEEN :since AND :until',
    ExpressionAttributeNames: { '#bucket': 'bucket' },
    ExpressionAttributeValues: {
      ':bucket': bucket,
      ':since': timePrefix(sinceMs),
      ':until': timePrefix(untilMs + 1),
    },
    Limit: ROWS_AHEAD,
  });
  for await (const page of pages) yield* page;
}

/** The entries an index named, as they are in the table; one whose time is another by now is left to its new time. */
async function entriesAt(table: Table, rows: readonly Item[], span: Span): Promise<readonly JournalEntry[]> {
  const items = await getAll(
    table,
    rows.map(({ id }) => ({ id })),
  );
  const byId = new Map(items.map((item) => [item['id'], item]));
  return rows
    .map(({ id, atId }) => ({ item: byId.get(id), atId }))
    .flatMap(({ item, atId }) => (item && item['atId'] === atId ? [entryOf(item)] : []))
    .filter(({ at }) => at >= span.sinceMs && at < span.untilMs);
}
