import { respondPrivately } from '../adapters/slack/respond.ts';
import { ENVIRONMENT } from '../environment.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { TakeFromSlackPorts } from '../workflows/take-from-slack.ts';
import { type Runtime, required, sqsQueue } from './runtime.ts';
import { within } from './within.ts';

export interface SlackPorts extends TakeFromSlackPorts {
  readonly signingSecret: () => ReturnType<Secrets['read']>;
}

/** The public endpoint: nothing but a queue to hand answers to. */
export function composeSlack(runtime: Runtime): SlackPorts {
  const name = required(runtime, ENVIRONMENT.slackSigningSecret);
  return {
    verifyQueue: sqsQueue(runtime, ENVIRONMENT.verifyQueueUrl),
    clock: runtime.clock,
    within,
    tellPrivately: (url, text, timeoutMs) => respondPrivately(runtime.fetch, url, text, timeoutMs),
    signingSecret: () => runtime.secrets.read(name),
  };
}
