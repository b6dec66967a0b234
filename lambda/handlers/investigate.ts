import type { Context, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { composeInvestigate } from '../composition/compose-investigate.ts';
import { deploymentOf, lambdaRuntime } from '../composition/lambda-runtime.ts';
import { type InvestigatePorts, investigateIncident } from '../workflows/investigate-incident.ts';
import { once } from './once.ts';

const ports = once(() => {
  const runtime = lambdaRuntime();
  return composeInvestigate(runtime, deploymentOf(runtime).config);
});

export function investigateHandler(of: () => InvestigatePorts) {
  return async (
    event: { readonly Records: readonly Pick<SQSRecord, 'messageId' | 'body'>[] },
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<SQSBatchResponse> => {
    const failed: string[] = [];
    for (const { body, messageId } of event.Records) {
      try {
        const end = await investigateIncident(of(), body, () => context.getRemainingTimeInMillis());
        if (end === 'unreadable') failed.push(messageId);
      } catch (cause) {
        failed.push(messageId);
        console.error(
          JSON.stringify({ investigate: cause instanceof Error ? cause.message : String(cause) }),
        );
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** For each incident that was paged; what fails comes again, and ends in that queue's dead letters. */
export const handler = investigateHandler(ports);
