import type { ApiCall, Principal } from '../cloudtrail/api-call.ts';
import { objectOf, textOf } from '../cloudtrail/json.ts';
import type { Config } from '../config/config.ts';
import { overriddenName } from './override.ts';
import { descendedPerson, ownPerson, personNamed } from './person-of.ts';

/** Whether the name of a session and where its credentials came from are of one person; null: one of them is of none. */
export type LineageVerdict = 'same' | 'other' | null;

/**
 * Compares the person whom a session's name stands for with the one its credentials came from. The name is chosen by
 * whoever asks for the session, so another person's name in it is a disguise. Told from the call that asks for the
 * session, and from every call of the session whose chain is known or that has a source identity.
 */
export function lineageVerdict(
  call: ApiCall,
  people: Config['people'],
  ancestors: readonly Principal[],
): LineageVerdict {
  return (
    verdictOf(requestedName(call, people), caller(call, people, ancestors)) ??
    sessionVerdict(call, people, ancestors)
  );
}

/** The same of the session that makes a call, whatever the call asks for. */
export function sessionVerdict(
  call: ApiCall,
  people: Config['people'],
  ancestors: readonly Principal[],
): LineageVerdict {
  const { kind, sourceIdentity, sessionName } = call.principal;
  if (kind !== 'role-session' && kind !== 'web-identity' && kind !== 'federated') return null;
  const origin = descendedPerson(people, ancestors)?.email ?? personCalled(sourceIdentity, people);
  return verdictOf(personCalled(sessionName, people), origin);
}

/** The person whose name a session carries, rightly or not. */
export function personClaimed({ principal }: ApiCall, people: Config['people']): string | null {
  return personCalled(principal.sessionName, people);
}

/** The person whose name the asked-for session shall have. */
function requestedName(call: ApiCall, people: Config['people']): string | null {
  if (call.eventSource !== 'sts.amazonaws.com' || call.eventName !== 'AssumeRole') return null;
  return personCalled(textOf(objectOf(call.record['requestParameters'])['roleSessionName']), people);
}

function caller(call: ApiCall, people: Config['people'], ancestors: readonly Principal[]): string | null {
  return (descendedPerson(people, ancestors) ?? ownPerson(call.principal, people))?.email ?? null;
}

function personCalled(name: string | null, people: Config['people']): string | null {
  return overriddenName(name, people.overrides) ?? personNamed(name, people);
}

function verdictOf(named: string | null, origin: string | null): LineageVerdict {
  if (named === null || origin === null) return null;
  return named === origin ? 'same' : 'other';
}
