import { composeCanary } from '../composition/compose-canary.ts';
import { deploymentOf, lambdaRuntime } from '../composition/lambda-runtime.ts';
import { type CanaryPorts, type CanaryReport, sendCanaries } from '../workflows/canary.ts';
import { once } from './once.ts';

const ports = once(() => {
  const runtime = lambdaRuntime();
  return composeCanary(runtime, deploymentOf(runtime).config);
});

/** One line of JSON for the log: which places are silent, and where no canary could be sent. */
function logReport(report: CanaryReport): void {
  console.info(JSON.stringify({ canary: report }));
}

export function canaryHandler(of: () => CanaryPorts, log = logReport) {
  return async (): Promise<CanaryReport> => {
    const report = await sendCanaries(of());
    log(report);
    return report;
  };
}

/** Scheduled every 15 minutes. */
export const handler = canaryHandler(ports);
