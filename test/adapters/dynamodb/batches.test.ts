import { getAll, type Item, putAll } from '../../../lambda/adapters/dynamodb/batches.ts';
import { createTableClient } from '../../../lambda/adapters/dynamodb/client.ts';
import { type AwsAnswer, type AwsEndpoint, startAwsEndpoint } from '../aws/aws-endpoint.ts';

const open: AwsEndpoint[] = [];
afterAll(() => Promise.all(open.map((endpoint) => endpoint.close())));

type Keys = readonly { readonly pk: { readonly S: string } }[];

/** A DynamoDB that does a part of every batch and leaves the rest; `part` of 0 leaves everything. */
async function busyTable(part: number) {
  const stored = new Map<string, unknown>();
  const sleeps: number[] = [];
  const endpoint = await startAwsEndpoint(({ operation, input }): AwsAnswer => {
    const { t } = JSON.parse(JSON.stringify(input['RequestItems']));
    if (operation === 'BatchGetItem') {
      const keys: Keys = t.Keys;
      if (keys.length > 100) return { status: 400, body: { __type: 'ValidationException' } };
      const found = keys.slice(0, part).flatMap(({ pk }) => stored.get(pk.S) ?? []);
      const left = keys.slice(part);
      return {
        body: { Responses: { t: found }, UnprocessedKeys: left.length > 0 ? { t: { Keys: left } } : {} },
      };
    }
    if (t.length > 25 || t[0].PutRequest.Item.pk.S === 'refused')
      return { status: 400, body: { __type: 'ValidationException' } };
    for (const { PutRequest } of t.slice(0, part)) stored.set(PutRequest.Item.pk.S, PutRequest.Item);
    const left = t.slice(part);
    return { body: { UnprocessedItems: left.length > 0 ? { t: left } : {} } };
  });
  open.push(endpoint);
  const pause = {
    sleep: async (milliseconds: number) => {
      sleeps.push(milliseconds);
    },
    random: () => 1,
  };
  return { table: { client: createTableClient(endpoint.place), name: 't', pause }, stored, sleeps };
}

const itemsOf = (count: number): readonly Item[] =>
  Array.from({ length: count }, (_, number) => ({
    pk: `item ${number}`,
    list: ['', null, 1.5],
    bytes: number,
  }));

describe('batches', () => {
  test('what DynamoDB leaves over is sent again until nothing is left', async () => {
    const { table, stored } = await busyTable(10);
    const items = itemsOf(60);

    await putAll(table, items);
    const found = await getAll(
      table,
      [...items, { pk: 'none' }].map(({ pk }) => ({ pk })),
    );

    expect(stored.size).toBe(60);
    expect([...found].sort((one, other) => Number(one['bytes']) - Number(other['bytes']))).toEqual(items);
  });

  test('waits longer each time, at most two seconds', async () => {
    const { table, sleeps } = await busyTable(3);

    await putAll(table, itemsOf(25));

    expect(sleeps).toEqual([80, 160, 320, 640, 1_280, 2_000, 2_000, 2_000]);
  });

  test('gives up with an error when nothing moves', async () => {
    const { table } = await busyTable(0);

    await expect(putAll(table, itemsOf(2))).rejects.toThrow('DynamoDB left 2 of 2 unprocessed 9 times');
  });

  test('a batch that fails does not keep the others from being written', async () => {
    const { table, stored } = await busyTable(25);
    const items = itemsOf(60);

    await expect(putAll(table, [{ pk: 'refused' }, ...items.slice(1)])).rejects.toThrow();

    expect(stored.size).toBe(35);
  });
});
