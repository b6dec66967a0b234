import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '../../ports/clock.ts';
import type { Lease } from '../../ports/lease.ts';
import type { Table } from './batches.ts';
import { isConditionFailure } from './condition.ts';

/** A lease in the state table, as `lease#<name>`: one item that is written over and over. */
export function createDynamoLease(table: Table, name: string, clock: Clock): Lease {
  const write = async (holder: string, until: number, condition: string): Promise<boolean> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { pk: `lease#${name}`, sk: 0, holder, until },
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#holder': 'holder', ...(until > 0 && { '#until': 'until' }) },
          ExpressionAttributeValues: { ':holder': holder, ...(until > 0 && { ':now': clock.now() }) },
        }),
      );
      return true;
    } catch (thrown) {
      if (isConditionFailure(thrown)) return false;
      throw thrown;
    }
  };
  return {
    take: (holder, forMs) =>
      write(holder, clock.now() + forMs, 'attribute_not_exists(pk) OR #until <= :now OR #holder = :holder'),
    async release(holder) {
      await write(holder, 0, '#holder = :holder');
    },
  };
}
