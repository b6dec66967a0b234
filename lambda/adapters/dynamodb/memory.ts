import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../ports/clock.ts';
import type { Memory, MemoryChange, Remembered } from '../../ports/memory.ts';
import { getAll, type Item, type Table } from './batches.ts';
import { eachOf } from './chunks.ts';
import { isConditionFailure } from './condition.ts';
import { keyText } from './key-text.ts';

/** Writes under way at once. */
const WIDTH = 16;

/** In the state table, `memory#<key>`, until their time. The clock tells what has expired and is not deleted yet. */
export function createDynamoMemory(table: Table, clock: Clock): Memory {
  const write = async ({ key, text, replaces, expiresAt }: MemoryChange): Promise<boolean> => {
    const item = {
      ...keyOf(key),
      key,
      text,
      version: (replaces ?? 0) + 1,
      expiresAt: Math.ceil(expiresAt / 1_000),
    };
    try {
      await table.client.send(
        new PutCommand({ TableName: table.name, Item: item, ...unchanged(replaces, clock) }),
      );
      return true;
    } catch (thrown) {
      if (isConditionFailure(thrown)) return false;
      throw thrown;
    }
  };
  return {
    async recall(keys) {
      const items = await getAll(table, [...new Set(keys)].map(keyOf));
      const now = clock.now() / 1_000;
      return new Map(items.flatMap((item) => rememberedIn(item, now)));
    },
    async remember(changes) {
      const refused = new Set<string>();
      await eachOf(changes, WIDTH, async (change) => {
        if (!(await write(change))) refused.add(change.key);
      });
      return refused;
    },
  };
}

function keyOf(key: string) {
  return { pk: `memory#${keyText(key)}`, sk: 0 };
}

/** DynamoDB deletes what has expired within days, not at once: such an item counts as none. */
function unchanged(replaces: number | null, clock: Clock) {
  if (replaces === null) {
    return {
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      ExpressionAttributeValues: { ':now': clock.now() / 1_000 },
    };
  }
  return {
    ConditionExpression: '#version = :replaces',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':replaces': replaces },
  };
}

/** An item that is not ours to read counts as none. */
function rememberedIn(item: Item, now: number): readonly (readonly [string, Remembered])[] {
  const { key, text, version, expiresAt } = item;
  const isReadable = typeof key === 'string' && typeof text === 'string' && typeof version === 'number';
  return isReadable && typeof expiresAt === 'number' && expiresAt > now ? [[key, { text, version }]] : [];
}
