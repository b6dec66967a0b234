import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { JournalEntry } from '../../journal/entry.ts';
import { getAll, type Item, type Table } from './batches.ts';
import { chunksOf } from './chunks.ts';
import { timePrefix } from './key-text.ts';
import { mergeSorted } from './merge-sorted.ts';
import { pagesOf } from './pages.ts';
import { bucketName, credentialName, dayOf, entryOf } from './stored-entry.ts';
import { CREDENTIAL_INDEX, JOURNAL_SHARDS } from './tables.ts';

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
  for (const some of chunksOf(days, DAYS_AHEAD)) {
    yield* entriesOf(table, rowsOfDays(table, some, span), span);
  }
}

/** See `Journal.ofCredential`. */
export async function* readEntriesOf(
  table: Table,
  accessKeyId: string,
  sinceMs: number,
  untilMs: number,
): AsyncIterable<JournalEntry> {
  if (!(sinceMs < untilMs)) return;
  const span = { sinceMs, untilMs: Math.min(untilMs, LATEST_MS) };
  const sources = SHARDS.map((shard) =>
    rowsOf(table, BY_CREDENTIAL, credentialName(accessKeyId, shard), span),
  );
  yield* entriesOf(
    table,
    mergeSorted(sources, ({ atId }) => String(atId), 'descending'),
    span,
  );
}

/** What an index named, looked up some at a time. */
async function* entriesOf(table: Table, found: AsyncIterable<Item>, span: Span): AsyncIterable<JournalEntry> {
  let rows: Item[] = [];
  for await (const row of found) {
    rows.push(row);
    if (rows.length < ENTRIES_AHEAD) continue;
    yield* await entriesAt(table, rows, span);
    rows = [];
  }
  yield* await entriesAt(table, rows, span);
}

const SHARDS = Array.from({ length: JOURNAL_SHARDS }, (_, shard) => shard);

/** An index of the journal, and in which direction of time it is read. */
interface ReadIndex {
  readonly name: string;
  readonly partition: string;
  readonly forward: boolean;
}

const BY_TIME: ReadIndex = { name: 'byTime', partition: 'bucket', forward: true };
const BY_CREDENTIAL: ReadIndex = { name: CREDENTIAL_INDEX, partition: 'credential', forward: false };

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
  const sources = days.flatMap((day) =>
    SHARDS.map((shard) => rowsOf(table, BY_TIME, bucketName(day, shard), span)),
  );
  return mergeSorted(sources, ({ atId }) => String(atId));
}

async function* rowsOf(
  table: Table,
  { name, partition, forward }: ReadIndex,
  bucket: string,
  { sinceMs, untilMs }: Span,
): AsyncIterable<Item> {
  const pages = pagesOf(table, {
    IndexName: name,
    ScanIndexForward: forward,
    KeyConditionExpression: '#partition = :bucket AND atId BETWEEN :since AND :until',
    ExpressionAttributeNames: { '#partition': partition },
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
