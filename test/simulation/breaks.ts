import type { DrainPorts } from '../../lambda/workflows/drain-ports.ts';
import { CASE_BREAKS } from './breaks/cases.ts';
import { PEOPLE_BREAKS } from './breaks/people.ts';
import { QUEUE_BREAKS } from './breaks/queue.ts';
import { VENDOR_BREAKS } from './breaks/vendors.ts';
import type { Broken } from './promises.ts';
import type { Stage } from './stage.ts';

/** A way to break a promise on purpose, from outside of the code: what the functions are given is changed. */
export interface Break {
  readonly name: string;
  /** The promise it is about; others may break with it. */
  readonly promise: Broken['promise'];
  /** What is wrong, in words. */
  readonly what: string;
  readonly inject: (ports: DrainPorts, stage: Stage) => DrainPorts;
}

export const BREAKS: readonly Break[] = [...QUEUE_BREAKS, ...CASE_BREAKS, ...PEOPLE_BREAKS, ...VENDOR_BREAKS];
