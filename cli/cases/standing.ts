import type { Case } from '../../lambda/cases/case.ts';
import { isOpenIncident } from '../../lambda/cases/incident-end.ts';

/** Where a case stands, in a word. */
export type Standing =
  | 'asking'
  | 'asked'
  | 'confirming'
  | 'verified'
  | 'open'
  | 'resolved'
  | 'closed'
  | 'expired';

export function standingOf(item: Case, now: number): Standing {
  if (item.kind === 'question' && item.state !== 'escalated') return item.state;
  if (isOpenIncident(item, now)) return 'open';
  switch (item.closed?.by) {
    case 'pager':
      return 'resolved';
    case 'operator':
      return 'closed';
    case 'expiry':
    case undefined:
      return 'expired';
  }
}

/** Somebody is being asked, or an incident has not ended. */
export function isOpen(standing: Standing): boolean {
  return standing === 'asking' || standing === 'asked' || standing === 'confirming' || standing === 'open';
}
