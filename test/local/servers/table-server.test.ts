import { once } from 'node:events';
import { connect } from 'node:net';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { createTableClient } from '../../../lambda/adapters/dynamodb/client.ts';
import { createTables, LOCAL_TABLES } from '../../../local/servers/create-tables.ts';
import { startTableServer } from '../../../local/servers/table-server.ts';

describe('embedded table server', () => {
  test('creates the tables with their keys and indexes, and leaves them when they are there', async () => {
    const server = await startTableServer();
    const client = createTableClient(server.place);

    await createTables(client);
    await createTables(client);

    const { Table } = await client.send(new DescribeTableCommand({ TableName: LOCAL_TABLES.state }));
    expect(Table?.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual([
      'asked',
      'due',
      'listed',
    ]);
    client.destroy();
    await server.close();
  });

  test('stays up when a client hangs up in the middle of a request', async () => {
    const server = await startTableServer();
    const client = createTableClient(server.place);
    for (let times = 0; times < 5; times += 1) {
      const socket = connect(Number(new URL(server.endpoint).port), '127.0.0.1');
      await once(socket, 'connect');
      socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"half":');
      await new Promise((resolve) => setTimeout(resolve, 20));
      socket.resetAndDestroy();
    }

    await createTables(client);

    client.destroy();
    await server.close();
  });
});
