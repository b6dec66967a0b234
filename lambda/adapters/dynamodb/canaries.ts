import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { placeKey } from '../../config/member-places.ts';
import type { Canaries } from '../../ports/canaries.ts';
import { getAll, type Item, type Table } from './batches.ts';
import { isConditionFailure } from './condition.ts';

/** CloudTrail delivers within minutes; what comes after a day proves nothing about now. */
const EXPECTED_FOR_MS = 86_400_000;

/** In the state table: `canary#<place>/<nonce>` for a day, and `arrival#<place>` with the last arrival for good. */
export function createDynamoCanaries(table: Table): Canaries {
  const put = async (item: Item, condition?: string, values?: Record<string, unknown>): Promise<void> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: item,
          ...(condition !== undefined && { ConditionExpression: condition }),
          ...(values !== undefined && { ExpressionAttributeValues: values }),
        }),
      );
    } catch (thrown) {
      if (!isConditionFailure(thrown)) throw thrown;
    }
  };
  return {
    async expect(place, nonce, at) {
      const key = placeKey(place);
      const expiresAt = Math.ceil((at + EXPECTED_FOR_MS) / 1_000);
      await put({ pk: `canary#${key}/${nonce}`, sk: 0, expiresAt });
      await put(arrivalItem(key, at), 'attribute_not_exists(pk)');
    },

    async arrived(place, nonce, at) {
      const key = placeKey(place);
      const { Item: expected } = await table.client.send(
        new GetCommand({
          TableName: table.name,
          Key: { pk: `canary#${key}/${nonce}`, sk: 0 },
          ConsistentRead: true,
        }),
      );
      if (expected === undefined) return false;
      await put(arrivalItem(key, at), 'attribute_not_exists(pk) OR lastAt < :at', { ':at': at });
      return true;
    },

    async lastArrivals(places) {
      const items = await getAll(
        table,
        [...new Set(places.map(placeKey))].map((key) => ({ pk: arrivalKey(key), sk: 0 })),
      );
      return new Map(
        items.flatMap(({ place, lastAt }) =>
          typeof place === 'string' && typeof lastAt === 'number' ? [[place, lastAt] as const] : [],
        ),
      );
    },
  };
}

function arrivalKey(place: string): string {
  return `arrival#${place}`;
}

function arrivalItem(place: string, lastAt: number): Item {
  return { pk: arrivalKey(place), sk: 0, place, lastAt };
}
