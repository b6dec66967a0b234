import type { DynamoDBBatchResponse, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { entriesOfStream, type StreamRecord } from '../adapters/dynamodb/stream-entries.ts';
import { composeShip } from '../composition/compose-ship.ts';
import { deploymentOf, lambdaRuntime } from '../composition/lambda-runtime.ts';
import { type ShipJournalPorts, shipAgain, shipNew } from '../workflows/ship-journal.ts';
import { once } from './once.ts';

const ports = once(() => {
  const runtime = lambdaRuntime();
  return composeShip(runtime, deploymentOf(runtime).config);
});

export type ShipEvent = { readonly Records: readonly (StreamRecord | Message)[] };
type Message = Pick<SQSRecord, 'messageId' | 'body'>;

export function shipHandler(
  of: () => ShipJournalPorts,
  log = (line: object) => console.info(JSON.stringify(line)),
) {
  return async ({ Records }: ShipEvent): Promise<DynamoDBBatchResponse & SQSBatchResponse> => {
    const messages = Records.filter((record): record is Message => 'body' in record);
    const written = Records.filter((record): record is StreamRecord => !('body' in record));
    const entries = entriesOfStream(written);
    if (entries.length > 0) {
      const { left, ...report } = await shipNew(of(), entries);
      log({ ship: { ...report, left: left.length } });
    }
    const again: { itemIdentifier: string }[] = [];
    for (const { messageId, body } of messages) {
      const shipped = await shipAgain(of(), body);
      if (shipped.kind !== 'done') again.push({ itemIdentifier: messageId });
      log({ shipAgain: { kind: shipped.kind, messageId } });
    }
    return { batchItemFailures: again };
  };
}

/** For the journal table's stream, and the queue of what could not be shipped before. */
export const handler = shipHandler(ports);
