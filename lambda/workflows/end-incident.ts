import type { Case, IncidentEnd } from '../cases/case.ts';
import { closeIncident } from '../cases/incident-end.ts';
import { closePart } from '../cases/shared-incident.ts';
import type { CaseStore } from '../ports/case-store.ts';
import { changeCase } from './write-case.ts';

/**
 * Ends an incident, with all cases that are part of it: no further call joins it, the next one of its origin is asked about or paged anew. The journal and
 * the message are brought up to date by the next drain.
 *
 * @returns the case as it is now; null when there is none with this id
 */
export async function endIncident(cases: CaseStore, caseId: string, end: IncidentEnd): Promise<Case | null> {
  const ended = await changeCase(cases, caseId, (item) => closeIncident(item, end));
  const parts = ended?.kind === 'question' ? (ended.parts ?? []) : [];
  for (const part of parts) await changeCase(cases, part, (item) => closePart(item, caseId, end));
  return ended;
}
