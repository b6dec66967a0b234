import type { Context, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { composeVerify } from '../composition/compose-verify.ts';
import { deploymentOf, lambdaRuntime } from '../composition/lambda-runtime.ts';
import type { SweepPorts } from '../workflows/sweep.ts';
import { verify } from '../workflows/verify.ts';
import { once } from './once.ts';

const ports = once(() => {
  const runtime = lambdaRuntime();
  return composeVerify(runtime, deploymentOf(runtime).config);
});

export function verifyHandler(of: () => SweepPorts) {
  return async (
    event: { readonly Records: readonly Pick<SQSRecord, 'messageId' | 'body'>[] },
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<SQSBatchResponse> => {
    const failed: string[] = [];
    for (const { body, messageId } of event.Records) {
      try {
        const verified = await verify(of(), body, () => context.getRemainingTimeInMillis());
        if (verified === 'unreadable') failed.push(messageId);
      } catch (cause) {
        failed.push(messageId);
        console.error(JSON.stringify({ verify: cause instanceof Error ? cause.message : String(cause) }));
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** For each message of the verify queue; what fails comes again, and ends in that queue's dead letters. */
export const handler = verifyHandler(ports);
