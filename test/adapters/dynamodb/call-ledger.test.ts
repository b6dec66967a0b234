import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoCallLedger } from '../../../lambda/adapters/dynamodb/call-ledger.ts';
import { callLedgerContract } from '../../contracts/call-ledger.contract.ts';
import { embeddedTables } from './tables.ts';

const open = embeddedTables();
const clock = { now: () => Date.UTC(2026, 10, 20) };

callLedgerContract('DynamoDB', async () => createDynamoCallLedger((await open()).state, clock));

describe('DynamoDB call ledger', () => {
  test("a mark outlives the queue's longest retention by a day", async () => {
    const { state } = await open();
    const mark = { key: '111122223333/e', messageId: 'm', caseId: null, settled: true };
    await createDynamoCallLedger(state, clock).settle([mark]);

    const { Item } = await state.client.send(
      new GetCommand({ TableName: state.name, Key: { pk: 'call#111122223333/e', sk: 0 } }),
    );

    expect(Item?.['expiresAt']).toBe(Date.UTC(2026, 11, 5) / 1_000);
  });
});
