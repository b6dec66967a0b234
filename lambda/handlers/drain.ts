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

/** One line of JSON for the log: figures and errors, nothing of any call. */
function logReport(report: DrainReport): void {
  console.info(JSON.stringify({ drain: report }));
}

export function drainHandler(of: () => DrainPorts, log = logReport) {
  return async (
    _event: unknown,
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<DrainReport> => {
    const report = await drain(of(), () => context.getRemainingTimeInMillis());
    log(report);
    return report;
  };
}

/** Scheduled every two minutes. */
export const handler = drainHandler(ports);
