import type { Context } from 'aws-lambda';
import { composeDrain } from '../composition/compose-drain.ts';
import { deploymentOf, lambdaRuntime } from '../composition/lambda-runtime.ts';
import { drain } from '../workflows/drain.ts';
import type { DrainPorts, DrainReport } from '../workflows/drain-ports.ts';
import { once } from './once.ts';

const ports = once(() => {
  const runtime = lambdaRuntime();
  return composeDrain(runtime, deploymentOf(runtime));
});

export function drainHandler(of: () => DrainPorts) {
  return async (
    _event: unknown,
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<DrainReport> => {
    const report = await drain(of(), () => context.getRemainingTimeInMillis());
    console.info(JSON.stringify({ drain: report }));
    return report;
  };
}

/** Scheduled every two minutes. */
export const handler = drainHandler(ports);
