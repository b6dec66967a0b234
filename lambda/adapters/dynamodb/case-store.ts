import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Case } from '../../cases/case.ts';
import { caseIdOf, parseCaseId } from '../../cases/case-id.ts';
import type { CaseStore } from '../../ports/case-store.ts';
import { getAll, type Item, type Table } from './batches.ts';
import { isConditionFailure } from './condition.ts';
import { keyText, timeKey } from './key-text.ts';
import { pagesOf } from './pages.ts';
import { readCase, writeCase } from './stored-case.ts';

/** `dueKind` of an open case and `listed` of any. */
const CASE = 'case';

/** Cases in the state table; see `tables.ts` for its keys. */
export function createDynamoCaseStore(table: Table): CaseStore {
  return {
    async get(id) {
      const key = parseCaseId(id);
      if (key === null) return null;
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: keyOf(key), ConsistentRead: true }),
      );
      return Item ? caseOf(Item) : null;
    },

    async latest(group) {
      const { Items } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partitionOf(group) },
          ScanIndexForward: false,
          Limit: 1,
          ConsistentRead: true,
        }),
      );
      const item = Items?.[0];
      return item ? caseOf(item) : null;
    },

    async put(item) {
      try {
        await table.client.send(
          new PutCommand({ TableName: table.name, Item: itemOf(item), ...expecting(item.version - 1) }),
        );
        return 'stored';
      } catch (thrown) {
        if (isConditionFailure(thrown)) return 'conflict';
        throw thrown;
      }
    },

    async due(nowMs, limit) {
      const due = pagesOf(table, {
        IndexName: 'due',
        KeyConditionExpression: 'dueKind = :kind AND dueAt <= :now',
        ExpressionAttributeValues: { ':kind': CASE, ':now': nowMs },
      });
      const found: Case[] = [];
      for await (const page of due) {
        const cases = await casesAt(table, page.slice(0, limit - found.length));
        found.push(...cases.filter(({ dueAt }) => dueAt !== null && dueAt <= nowMs));
        if (found.length >= limit) break;
      }
      return found;
    },

    async askedOf(user, limit) {
      const asked = pagesOf(table, {
        IndexName: 'asked',
        KeyConditionExpression: 'asked = :user',
        ExpressionAttributeValues: { ':user': user },
        ScanIndexForward: false,
        Limit: limit,
      });
      for await (const page of asked) {
        const cases = await casesAt(table, page);
        return cases.filter((item) => item.kind === 'question');
      }
      return [];
    },

    async *list(order = 'oldest first') {
      const all = pagesOf(table, {
        IndexName: 'listed',
        ScanIndexForward: order === 'oldest first',
        KeyConditionExpression: 'listed = :kind',
        ExpressionAttributeValues: { ':kind': CASE },
      });
      for await (const page of all) yield* await casesAt(table, page);
    },
  };
}

/** The cases an index named, as they are now, in the index's order. */
async function casesAt(table: Table, indexed: readonly Item[]): Promise<readonly Case[]> {
  const keys = indexed.map(({ pk, sk }) => ({ pk, sk }));
  const items = await getAll(table, keys);
  const byKey = new Map(items.map((item) => [`${item['sk']} ${item['pk']}`, item]));
  return keys.flatMap(({ pk, sk }) => {
    const item = byKey.get(`${sk} ${pk}`);
    return item ? [caseOf(item)] : [];
  });
}

function partitionOf(group: string): string {
  return `case#${keyText(group)}`;
}

function keyOf({ group, generation }: { readonly group: string; readonly generation: number }) {
  return { pk: partitionOf(group), sk: generation };
}

function itemOf(item: Case): Item {
  return {
    ...keyOf(item),
    version: item.version,
    body: writeCase(item),
    ...(item.dueAt === null ? {} : { dueKind: CASE, dueAt: item.dueAt }),
    ...(item.kind === 'question' && item.message !== null && { asked: item.message.user }),
    listed: CASE,
    listedAt: timeKey(item.openedAt, caseIdOf(item.group, item.generation)),
    expiresAt: item.expiresAt,
  };
}

function caseOf(item: Item): Case {
  return readCase(`${item['pk']} ${item['sk']}`, item['body']);
}

/** Nobody wrote since version `stored`; 0: there is none. */
function expecting(stored: number) {
  if (stored === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :stored',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':stored': stored },
  };
}
