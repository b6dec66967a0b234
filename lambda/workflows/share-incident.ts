import type { Case, Question } from '../cases/case.ts';
import { asPartOf, incidentFor, withPart } from '../cases/shared-incident.ts';
import type { EffectPorts } from './effect-ports.ts';
import { changeCase } from './write-case.ts';

/** Newest questions of the person that are looked at: an incident is open for a day. */
const QUESTIONS_LOOKED_AT = 20;

/**
 * Puts an escalated question into the open incident of its credential, if there is one, before its first page. What
 * cannot be found out keeps no page waiting: it is then an incident of its own.
 *
 * @returns the question as it is to be paged; null when it may have become part of an incident and that is not known:
 * to be read again
 */
export async function shareIncident(ports: EffectPorts, question: Question): Promise<Case | null> {
  const incident = await openIncidentFor(ports, question);
  if (incident === null) return question;
  const at = ports.clock.now();
  try {
    return await changeCase(ports.cases, question.id, (item) => asPartOf(item, incident, at));
  } catch {
    return null;
  }
}

/** The id of the incident, which knows of its new part from now on. */
async function openIncidentFor({ cases, clock }: EffectPorts, question: Question): Promise<string | null> {
  if (question.message === null) return null;
  try {
    const others = await cases.askedOf(question.message.user, QUESTIONS_LOOKED_AT);
    const found = incidentFor(question, others, clock.now());
    if (found === null) return null;
    const joined = await changeCase(cases, found.id, (item) => withPart(item, question.id, clock.now()));
    const parts = joined?.kind === 'question' && joined.closed === undefined ? joined.parts : undefined;
    return parts?.includes(question.id) ? found.id : null;
  } catch {
    return null;
  }
}
