import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Partition } from '../lambda/config/regions.ts';
import type { EventsQueues } from './events-queue.ts';
import type { PerHandler } from './handlers.ts';
import type { InvestigateQueues } from './investigate-queue.ts';
import type { Tables } from './tables.ts';
import type { VendorSecrets } from './vendor-secrets.ts';
import type { VerifyQueues } from './verify-queue.ts';

/** What the functions of the security account share. */
export interface Backend {
  readonly partition: Partition;
  readonly events: EventsQueues;
  readonly verify: VerifyQueues;
  readonly investigate: InvestigateQueues;
  readonly tables: Tables;
  readonly secrets: VendorSecrets;
  readonly code: HandlerCode;
}

/** The bundle of each function. */
export type HandlerCode = PerHandler<Code>;
