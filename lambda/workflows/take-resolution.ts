import { caseOfIncident } from '../cases/case-id.ts';
import type { Clock } from '../ports/clock.ts';
import type { Queue } from '../ports/queue.ts';
import { writeVerifyMessage } from './verify-message.ts';

/** An incident that somebody ended, proven to come from the pager. */
export interface Resolution {
  readonly incidentKey: string;
  readonly by: string;
}

export interface TakeResolutionPorts {
  readonly verifyQueue: Pick<Queue, 'send'>;
  readonly clock: Clock;
}

/**
 * Hands the end of an incident to the verify worker, which writes it down.
 *
 * @returns `ignored` for an incident that is none of ours. Throws when the queue did not take it in time.
 */
export async function takeResolution(
  { verifyQueue, clock }: TakeResolutionPorts,
  { incidentKey, by }: Resolution,
): Promise<'taken' | 'ignored'> {
  const caseId = caseOfIncident(incidentKey);
  if (caseId === null) return 'ignored';
  await verifyQueue.send(writeVerifyMessage({ kind: 'resolved', caseId, by, at: clock.now() }));
  return 'taken';
}
