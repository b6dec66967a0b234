import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CallLedger, CallMark } from '../../ports/call-ledger.ts';
import type { Clock } from '../../ports/clock.ts';
import { getAll, type Item, putAll, type Table } from './batches.ts';
import { isConditionFailure } from './condition.ts';
import { keyText } from './key-text.ts';

/** How long a mark is kept after it was last written: a queue's longest retention (14 days) and a day. */
export const MARK_KEPT_MS = 15 * 24 * 3_600_000;

/** Claims lost in a row to a mark that is gone when it is read. */
const CLAIMS_TRIED = 5;

/** Call marks in the state table. The clock sets when they may be forgotten. */
export function createDynamoCallLedger(table: Table, clock: Clock): CallLedger {
  const itemOf = (mark: CallMark): Item => ({
    ...keyOf(mark.key),
    key: mark.key,
    messageId: mark.messageId,
    caseId: mark.caseId,
    settled: mark.settled,
    expiresAt: Math.ceil((clock.now() + MARK_KEPT_MS) / 1_000),
  });

  const write = async (mark: CallMark, replaces: string | undefined): Promise<boolean> => {
    try {
      await table.client.send(
        new PutCommand({ TableName: table.name, Item: itemOf(mark), ...unlessMarked(replaces) }),
      );
      return true;
    } catch (thrown) {
      if (isConditionFailure(thrown)) return false;
      throw thrown;
    }
  };

  const standing = async (key: string): Promise<CallMark | null> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keyOf(key), ConsistentRead: true }),
    );
    return Item ? markOf(Item) : null;
  };

  return {
    async find(keys) {
      const items = await getAll(table, [...new Set(keys)].map(keyOf));
      return new Map(items.map(markOf).map((mark) => [mark.key, mark]));
    },

    async claim(mark, replaces) {
      for (let tried = 0; tried < CLAIMS_TRIED; tried += 1) {
        if (await write(mark, replaces)) return mark;
        const stands = await standing(mark.key);
        if (stands) return stands;
      }
      throw new Error(`call mark ${mark.key}: neither claimed nor found`);
    },

    async settle(marks) {
      const last = new Map(marks.map((mark) => [mark.key, mark]));
      await putAll(table, [...last.values()].map(itemOf));
    },
  };
}

function keyOf(key: string) {
  return { pk: `call#${keyText(key)}`, sk: 0 };
}

function unlessMarked(replaces: string | undefined) {
  if (replaces === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR (settled = :no AND caseId = :replaces)',
    ExpressionAttributeValues: { ':no': false, ':replaces': replaces },
  };
}

function markOf(item: Item): CallMark {
  const { key, messageId, caseId, settled } = item;
  const readable =
    typeof key === 'string' &&
    typeof messageId === 'string' &&
    (typeof caseId === 'string' || caseId === null) &&
    typeof settled === 'boolean';
  if (!readable) throw new Error(`stored call mark ${item['pk']}: unreadable`);
  return { key, messageId, caseId, settled };
}
