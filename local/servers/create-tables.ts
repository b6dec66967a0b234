import { CreateTableCommand, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  JOURNAL_TABLE,
  type KeyAttribute,
  type KeyShape,
  STATE_TABLE,
  type TableShape,
} from '../../lambda/adapters/dynamodb/tables.ts';

/** Names of the tables of a local run. */
export const LOCAL_TABLES: TableNames = { state: 'state', journal: 'journal' };

export interface TableNames {
  readonly state: string;
  readonly journal: string;
}

/** Creates the tables that are not there yet, and waits until they can be used. */
export async function createTables(
  client: Pick<DynamoDBClient, 'send'>,
  names = LOCAL_TABLES,
): Promise<void> {
  await createTable(client, names.state, STATE_TABLE);
  await createTable(client, names.journal, JOURNAL_TABLE);
}

const POLL_MS = 20;

async function createTable(
  client: Pick<DynamoDBClient, 'send'>,
  name: string,
  shape: TableShape,
): Promise<void> {
  try {
    await client.send(
      new CreateTableCommand({ TableName: name, BillingMode: 'PAY_PER_REQUEST', ...partsOf(shape) }),
    );
  } catch (thrown) {
    if (!(thrown instanceof Error) || thrown.name !== 'ResourceInUseException') throw thrown;
  }
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function partsOf(shape: TableShape) {
  const types = new Map(
    [shape.key, ...shape.indexes].flatMap(attributesOf).map(({ name, type }) => [name, type]),
  );
  return {
    KeySchema: schemaOf(shape.key),
    AttributeDefinitions: [...types].map(([AttributeName, type]) => ({
      AttributeName,
      AttributeType: type === 'string' ? ('S' as const) : ('N' as const),
    })),
    GlobalSecondaryIndexes: shape.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: schemaOf(index),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
  };
}

function attributesOf({ partition, sort }: KeyShape): readonly KeyAttribute[] {
  return sort ? [partition, sort] : [partition];
}

function schemaOf({ partition, sort }: KeyShape) {
  const hash = { AttributeName: partition.name, KeyType: 'HASH' as const };
  return sort ? [hash, { AttributeName: sort.name, KeyType: 'RANGE' as const }] : [hash];
}
