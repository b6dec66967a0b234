import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoCaseStore } from '../../../lambda/adapters/dynamodb/case-store.ts';
import { caseStoreContract } from '../../contracts/case-store.contract.ts';
import { sampleQuestion } from '../../contracts/sample-case.ts';
import { embeddedTables } from './tables.ts';

const open = embeddedTables();

caseStoreContract('DynamoDB', async () => createDynamoCaseStore((await open()).state));

describe('DynamoDB case store', () => {
  test('an item that cannot be read is an error that names the item and the field', async () => {
    const { state } = await open();
    const body = JSON.stringify({ ...sampleQuestion(), deadline: 'soon', outbox: undefined });
    await state.client.send(
      new PutCommand({ TableName: state.name, Item: { pk: 'case#c0ffee', sk: 1, version: 1, body } }),
    );

    const reading = createDynamoCaseStore(state).get('c0ffee-1');

    await expect(reading).rejects.toThrow('stored case case#c0ffee 1: unreadable outbox, deadline');
  });

  test('a case of an earlier version, without fields that were added since, can be read', async () => {
    const { state } = await open();
    const { lateAnswers, moreCalls, ...earlier } = sampleQuestion();
    const body = JSON.stringify(earlier);
    await state.client.send(
      new PutCommand({ TableName: state.name, Item: { pk: 'case#c0ffee', sk: 1, version: 1, body } }),
    );

    expect(await createDynamoCaseStore(state).get('c0ffee-1')).toEqual(earlier);
  });
});
