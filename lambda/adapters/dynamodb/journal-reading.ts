import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { JournalEntry } from '../../journal/entry.ts';
import { getAll, type Item, type Table } from './batches.ts';
import { timePrefix } from './key-text.ts';
import { mergeSorted } from './merge-sorted.ts';
import { pagesOf } from './pages.ts';
import { bucketName, dayOf, entryOf } from './stored-entry.ts';
import { JOURNAL_SHARDS } from './tables.ts';

/** Id of the item that lists the days with entries. No entry has it: entries' keys begin with `entry#`. */
export const DAYS_ITEM = 'days';

/** The last millisecond that `dayOf` can name in four digits of a year. */
const LATEST_MS = Date.UTC(9999, 11, 31);

/** Entries found and read at once. */
const READ_AHEAD = 200;

/** See `Journal.read`. Days without entries cost nothing. */
export async function* readEntries(
  table: Table,
  sinceMs: number,
  untilMs: number,
): AsyncIterable<JournalEntry> {
  const until = Math.min(untilMs, LATEST_MS);
  for (const day of await daysBetween(table, sinceMs, until)) yield* entriesOf(table, day, sinceMs, until);
}

/** The days with entries that touch the time, in order. */
async function daysBetween(table: Table, sinceMs: number, untilMs: number): Promise<readonly string[]> {
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
    .sort(inOrder);
}

async function* entriesOf(
  table: Table,
  day: string,
  sinceMs: number,
  untilMs: number,
): AsyncIterable<JournalEntry> {
  const shards = Array.from({ length: JOURNAL_SHARDS }, (_, shard) =>
    rowsOf(table, bucketName(day, shard), sinceMs, untilMs),
  );
  let rows: Item[] = [];
  for await (const row of mergeSorted(shards, (item) => String(item['atId']))) {
    rows.push(row);
    if (rows.length < READ_AHEAD) continue;
    yield* await entriesAt(table, rows, sinceMs, untilMs);
    rows = [];
  }
  yield* await entriesAt(table, rows, sinceMs, untilMs);
}

async function* rowsOf(table: Table, bucket: string, sinceMs: number, untilMs: number): AsyncIterable<Item> {
  const pages = pagesOf(table, {
    IndexName: 'byTime',
    KeyConditionExpression: '#bucket = :bucket AND atId BETWEEN :since AND :until',
    ExpressionAttributeNames: { '#bucket': 'bucket' },
    ExpressionAttributeValues: {
      ':bucket': bucket,
      ':since': timePrefix(sinceMs),
      ':until': timePrefix(untilMs + 1),
    },
  });
  for await (const page of pages) yield* page;
}

/** The entries an index named, as they are in the table; one whose time is another by now is not of this time. */
async function entriesAt(
  table: Table,
  rows: readonly Item[],
  sinceMs: number,
  untilMs: number,
): Promise<readonly JournalEntry[]> {
  const items = await getAll(
    table,
    rows.map(({ id }) => ({ id })),
  );
  const byId = new Map(items.map((item) => [item['id'], item]));
  return rows.flatMap(({ id, atId }) => {
    const item = byId.get(id);
    if (!item || item['atId'] !== atId) return [];
    const entry = entryOf(item);
    return entry.at >= sinceMs && entry.at < untilMs ? [entry] : [];
  });
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : 1;
}
