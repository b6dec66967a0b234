import type { Context } from 'aws-lambda';
import { composeCompare } from '../composition/compose-compare.ts';
import { deploymentOf, lambdaRuntime } from '../composition/lambda-runtime.ts';
import { type ComparePorts, type CompareReport, compareDeployedRules } from '../workflows/compare-rules.ts';
import { once } from './once.ts';

const ports = once(() => {
  const runtime = lambdaRuntime();
  return composeCompare(runtime, deploymentOf(runtime));
});

/** One line of JSON for the log: which rules differ where, and where nothing could be learnt. */
function logReport(report: CompareReport): void {
  console.info(JSON.stringify({ compare: report }));
}

export function compareHandler(of: () => ComparePorts, log = logReport) {
  return async (
    _event: unknown,
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<CompareReport> => {
    const report = await compareDeployedRules(of(), () => context.getRemainingTimeInMillis());
    log(report);
    return report;
  };
}

/** Scheduled every hour. */
export const handler = compareHandler(ports);
