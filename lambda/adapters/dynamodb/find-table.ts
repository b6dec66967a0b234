import { type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

/** The tables of a region whose names begin so. CloudFormation names a table after its stack and its place in it. */
export async function tablesNamed(
  client: Pick<DynamoDBClient, 'send'>,
  beginning: string,
): Promise<readonly string[]> {
  const names: string[] = [];
  let from: string | undefined = beginning.slice(0, -1);
  do {
    const answer: { TableNames?: string[] | undefined; LastEvaluatedTableName?: string | undefined } =
      await client.send(new ListTablesCommand(from === undefined ? {} : { ExclusiveStartTableName: from }));
    names.push(...(answer.TableNames ?? []).filter((name) => name.startsWith(beginning)));
    from = answer.LastEvaluatedTableName;
  } while (from !== undefined && from <= `${beginning}~`);
  return names;
}
