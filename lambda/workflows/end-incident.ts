import type { Case, IncidentEnd } from '../cases/case.ts';
import { closeIncident } from '../cases/incident-end.ts';
import type { CaseStore } from '../ports/case-store.ts';
import { changeCase } from './write-case.ts';

/**
 * Ends an incident: no further call joins it, the next one of its origin is asked about or paged anew. The journal and
 * the message are brought up to date by the next drain.
 *
 * @returns the case as it is now; null when there is none with this id
 */
export function endIncident(cases: CaseStore, caseId: string, end: IncidentEnd): Promise<Case | null> {
  return changeCase(cases, caseId, (item) => closeIncident(item, end));
}
