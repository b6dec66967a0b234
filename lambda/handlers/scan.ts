import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { composeScan } from '../composition/compose-scan.ts';
import { deploymentOf, lambdaRuntime } from '../composition/lambda-runtime.ts';
import { scanMessage } from '../workflows/scan.ts';
import type { ScanPorts } from '../workflows/scan-ports.ts';
import { once } from './once.ts';

const ports = once(() => {
  const runtime = lambdaRuntime();
  return composeScan(runtime, deploymentOf(runtime));
});

export function scanHandler(of: () => ScanPorts, log = (line: object) => console.info(JSON.stringify(line))) {
  return async (event: {
    readonly Records: readonly Pick<SQSRecord, 'messageId' | 'body'>[];
  }): Promise<SQSBatchResponse> => {
    const failed: string[] = [];
    for (const message of event.Records) {
      try {
        const outcome = await scanMessage(of(), message);
        if (outcome.kind === 'later') failed.push(message.messageId);
        log({ scan: outcome });
      } catch (cause) {
        failed.push(message.messageId);
        console.error(JSON.stringify({ scan: cause instanceof Error ? cause.message : String(cause) }));
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** For each message about new files of the trail; what fails comes again, and ends in that queue's dead letters. */
export const handler = scanHandler(ports);
