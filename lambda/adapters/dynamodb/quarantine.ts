import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Quarantine, QuarantinedBody } from '../../ports/quarantine.ts';
import { type Item, putAll, type Table } from './batches.ts';
import { isConditionFailure } from './condition.ts';
import { keyText, timeKey } from './key-text.ts';
import { pagesOf } from './pages.ts';

/** `listed` of a quarantined body. */
const QUARANTINED = 'quarantine';
/** Bytes of a body in one item; an item has 400 KB at most. */
const CHUNK_BYTES = 300_000;

export interface DynamoQuarantineOptions {
  /** How long a body is kept after its `at`. */
  readonly keptMs: number;
}

/**
 * Quarantined bodies in the state table, each over as many items as it needs. The first item, which has the reason and
 * is the one that `listed` finds, is written last: what can be found is whole.
 */
export function createDynamoQuarantine(table: Table, options: DynamoQuarantineOptions): Quarantine {
  return {
    async put(entry) {
      if (await exists(table, entry.id)) return;
      const [head, ...rest] = itemsOf(entry, options.keptMs);
      await putAll(table, rest);
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: head,
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (thrown) {
        if (!isConditionFailure(thrown)) throw thrown;
      }
    },

    async *list() {
      const heads = pagesOf(table, {
        IndexName: 'listed',
        KeyConditionExpression: 'listed = :kind',
        ExpressionAttributeValues: { ':kind': QUARANTINED },
      });
      for await (const page of heads) {
        for (const { pk } of page) {
          const entry = await entryAt(table, pk);
          if (entry) yield entry;
        }
      }
    },
  };
}

function partitionOf(id: string): string {
  return `quarantine#${keyText(id)}`;
}

async function exists(table: Table, id: string): Promise<boolean> {
  const { Item } = await table.client.send(
    new GetCommand({
      TableName: table.name,
      Key: { pk: partitionOf(id), sk: 0 },
      ConsistentRead: true,
      ProjectionExpression: 'pk',
    }),
  );
  return Item !== undefined;
}

function itemsOf(entry: QuarantinedBody, keptMs: number): readonly Item[] {
  const bytes = Buffer.from(entry.body);
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
  const expiresAt = Math.ceil((entry.at + keptMs) / 1_000);
  return Array.from({ length: count }, (_, index) => ({
    pk: partitionOf(entry.id),
    sk: index,
    chunk: bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
    expiresAt,
    ...(index === 0 && headFields(entry, count)),
  }));
}

function headFields(entry: QuarantinedBody, chunks: number) {
  const { id, at, reason } = entry;
  return { id, at, reason, chunks, listed: QUARANTINED, listedAt: timeKey(at, id) };
}

/** Null when the database has forgotten it, or a part of it, in the meantime. */
async function entryAt(table: Table, pk: unknown): Promise<QuarantinedBody | null> {
  const items: Item[] = [];
  const pages = pagesOf(table, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ConsistentRead: true,
  });
  for await (const page of pages) items.push(...page);
  const head = items[0];
  if (!head || items.length !== head['chunks']) return null;
  const { id, at, reason } = head;
  const parts = items.map(({ chunk }) => chunk).filter((chunk) => chunk instanceof Uint8Array);
  const readable =
    typeof id === 'string' &&
    typeof at === 'number' &&
    typeof reason === 'string' &&
    parts.length === items.length;
  if (!readable) throw new Error(`stored quarantine item ${pk}: unreadable`);
  return { id, at, reason, body: Buffer.concat(parts).toString() };
}
