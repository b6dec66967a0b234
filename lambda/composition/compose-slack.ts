import { ENVIRONMENT } from '../environment.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { TakeAnswerPorts } from '../workflows/take-answer.ts';
import { type Runtime, required, sqsQueue } from './runtime.ts';

export interface SlackPorts extends TakeAnswerPorts {
  readonly signingSecret: () => ReturnType<Secrets['read']>;
}

/** The public endpoint: nothing but a queue to hand answers to. */
export function composeSlack(runtime: Runtime): SlackPorts {
  const name = required(runtime, ENVIRONMENT.slackSigningSecret);
  return {
    verifyQueue: sqsQueue(runtime, ENVIRONMENT.verifyQueueUrl),
    clock: runtime.clock,
    signingSecret: () => runtime.secrets.read(name),
  };
}
