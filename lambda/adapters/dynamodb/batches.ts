import { BatchGetCommand, BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Pause, untilNothingIsLeft } from './backoff.ts';
import { chunksOf, eachOf } from './chunks.ts';

export type Item = Readonly<Record<string, unknown>>;

/** What every adapter of a table is given. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  readonly pause: Pause;
}

/** Items of one BatchGetItem and BatchWriteItem. Source: "Amazon DynamoDB Developer Guide", quotas. */
const KEYS_PER_GET = 100;
const ITEMS_PER_WRITE = 25;
/** Batches under way at once. */
const WIDTH = 4;

/** The items of those keys that exist, strongly consistent, in no order. No key twice. Any number. */
export async function getAll(
  table: Table,
  keys: readonly Item[],
  only?: readonly string[],
): Promise<readonly Item[]> {
  const found: Item[] = [];
  const projection = only && {
    ProjectionExpression: only.map((_, index) => `#p${index}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(only.map((name, index) => [`#p${index}`, name])),
  };
  await eachOf(chunksOf(keys, KEYS_PER_GET), WIDTH, (chunk) =>
    untilNothingIsLeft(chunk, table.pause, async (some) => {
      const answer = await table.client.send(
        new BatchGetCommand({
          RequestItems: { [table.name]: { Keys: [...some], ConsistentRead: true, ...projection } },
        }),
      );
      found.push(...(answer.Responses?.[table.name] ?? []));
      return answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
    }),
  );
  return found;
}

/** Writes every item over whatever stands. No key twice. Any number. */
export async function putAll(table: Table, items: readonly Item[]): Promise<void> {
  await eachOf(chunksOf(items, ITEMS_PER_WRITE), WIDTH, (chunk) =>
    untilNothingIsLeft(chunk, table.pause, async (some) => {
      const requests = some.map((item) => ({ PutRequest: { Item: { ...item } } }));
      const answer = await table.client.send(
        new BatchWriteCommand({ RequestItems: { [table.name]: requests } }),
      );
      const left = answer.UnprocessedItems?.[table.name] ?? [];
      return left.flatMap(({ PutRequest }) => (PutRequest?.Item ? [PutRequest.Item] : []));
    }),
  );
}
