import { ENVIRONMENT } from '../environment.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { TakeResolutionPorts } from '../workflows/take-resolution.ts';
import { type Runtime, required, sqsQueue } from './runtime.ts';

export interface PagerDutyPorts extends TakeResolutionPorts {
  readonly webhookSecret: () => ReturnType<Secrets['read']>;
}

/** The public endpoint of PagerDuty's webhook: nothing but a queue to hand what happened to. */
export function composePagerDuty(runtime: Runtime): PagerDutyPorts {
  const name = required(runtime, ENVIRONMENT.pagerDutyWebhookSecret);
  return {
    verifyQueue: sqsQueue(runtime, ENVIRONMENT.verifyQueueUrl),
    clock: runtime.clock,
    webhookSecret: () => runtime.secrets.read(name),
  };
}
